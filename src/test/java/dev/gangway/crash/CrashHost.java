package dev.gangway.crash;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.core.ConditionTimeoutException;

/** Some worlds whose controllers live in one process, which is killed and started again and again. */
final class CrashHost implements AutoCloseable {
    private static final Duration CONVERGES_WITHIN = Duration.ofMinutes(4);
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final long WRITES_TO_RECORD = 40;

    private final String name;
    private final List<CrashWorld> worlds;
    private final SharedClock clock;
    private final KillPlan plan;
    private final CrashReport report;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private volatile boolean mayDie;
    private volatile Optional<RuntimeException> failed = Optional.empty();
    private ControllerImage image;
    private Life life;
    private Life next;
    private long lifeBegan;
    private boolean haveBegun;

    /** Starts nothing yet. */
    CrashHost(
            String name,
            List<CrashWorld> worlds,
            SharedClock clock,
            KillPlan plan,
            CrashReport report,
            ControllerImage image) {
        this.name = name;
        this.worlds = List.copyOf(worlds);
        this.clock = clock;
        this.plan = plan;
        this.report = report;
        this.image = image;
        var unused = timer.scheduleWithFixedDelay(this::act, 0, POLL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** All stories from their beginning to their end with nobody killed, which tells the points that there are. */
    long uninterrupted() {
        live(start());
        worlds.forEach(CrashWorld::begin);
        converge("uninterrupted", this::areSettled);
        worlds.forEach(CrashWorld::deleteAll);
        converge("uninterrupted, deleted", this::areGone);
        worlds.forEach(CrashWorld::tidy);
        life.stop();
        return life.pid();
    }

    /** A process that begins with all stories leaves an archive of what it has loaded. */
    void record(ControllerImage recording) {
        image = recording;
        worlds.forEach(CrashWorld::begin);
        long versions = versions();
        live(start());
        awaited("recorded", () -> versions() > versions + WRITES_TO_RECORD);
        life.stop();
        haveBegun = true;
    }

    /** Processes are started from this from now on. */
    void begin(ControllerImage archived) {
        image = archived;
        live(start());
        next = start();
    }

    /** All stories from their beginning to their end, with kills on the way. */
    void generation() {
        if (!haveBegun) {
            worlds.forEach(CrashWorld::begin);
        }
        haveBegun = false;
        killWhile(() -> !areSettled(), plan.between(12, 24));
        converge("moving", this::areSettled);
        worlds.forEach(CrashWorld::deleteAll);
        killWhile(() -> !areGone(), plan.between(5, 10));
        converge("deleted", this::areGone);
        worlds.forEach(CrashWorld::tidy);
    }

    private void killWhile(BooleanSupplier goesOn, int kills) {
        for (int killed = 0; killed < kills && goesOn.getAsBoolean(); killed++) {
            check();
            killOnce();
        }
    }

    private void killOnce() {
        Life dying = life;
        mayDie = true;
        Duration after = plan.after();
        switch (plan.when()) {
            case FROM_ITS_BEGINNING -> killAfter(dying, after);
            case FROM_ITS_FIRST_WRITE -> {
                var unused = dying.passedAny().thenRun(() -> killAfter(dying, after));
            }
            case AT_A_POINT -> {
                // The plan says where.
            }
        }
        killAfter(dying, LONGEST_LIFE);
        String point = dying.over()
                .orTimeout(CONVERGES_WITHIN.toSeconds(), TimeUnit.SECONDS)
                .join();
        mayDie = false;
        plan.killed(point);
        report.killed(point, worlds.stream().map(CrashWorld::running).toList());
        live(next);
        next = start();
    }

    private void killAfter(Life dying, Duration within) {
        var unused = timer.schedule(() -> dying.kill(KillPlan.AT_RANDOM), within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Nobody is killed until it is so. */
    private void converge(String phase, BooleanSupplier isSo) {
        awaited(phase, isSo);
        report.converged(phase, Duration.ofNanos(System.nanoTime() - lifeBegan));
        check();
    }

    private void awaited(String phase, BooleanSupplier isSo) {
        try {
            await().atMost(CONVERGES_WITHIN).pollInterval(POLL).until(() -> {
                check();
                return isSo.getAsBoolean();
            });
        } catch (ConditionTimeoutException e) {
            life.printThreads();
            throw new AssertionError("%s does not converge (%s): %s".formatted(name, phase, worlds), e);
        }
    }

    private void check() {
        failed.ifPresent(failure -> {
            throw failure;
        });
        if (life.over().isDone()) {
            throw new AssertionError(name + ": a controller ended by itself; its log is in the report's directory");
        }
        for (CrashWorld world : worlds) {
            world.failure().ifPresent(failure -> {
                throw new AssertionError(name + ": " + failure);
            });
        }
    }

    private Life start() {
        return Life.start(image.process(name, worlds, clock), point -> {
            if (!mayDie) {
                plan.learn(point);
            }
            return mayDie && plan.diesAt(point);
        });
    }

    /** Only when the one before is certainly dead. */
    private void live(Life begins) {
        worlds.forEach(CrashWorld::forgetLeader);
        life = begins;
        life.begin();
        lifeBegan = System.nanoTime();
    }

    private void act() {
        try {
            worlds.forEach(CrashWorld::act);
        } catch (RuntimeException e) {
            // The executor would drop a task that throws.
            failed = Optional.of(e);
        }
    }

    private boolean areSettled() {
        return worlds.stream().allMatch(CrashWorld::isSettled);
    }

    private boolean areGone() {
        return worlds.stream().allMatch(CrashWorld::isGone);
    }

    private long versions() {
        return worlds.stream().mapToLong(CrashWorld::versions).sum();
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        Optional.ofNullable(life).ifPresent(alive -> alive.kill("the end"));
        Optional.ofNullable(next).ifPresent(alive -> alive.kill("the end"));
    }
}
