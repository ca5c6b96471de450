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
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(50);

    private final String name;
    private final List<CrashWorld> worlds;
    private final SharedClock clock;
    private final KillPlan plan;
    private final CrashReport report;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private volatile Danger danger = Danger.NOWHERE;
    private volatile Optional<RuntimeException> failed = Optional.empty();
    private ControllerImage image;
    private Life life;
    private Life next;
    private long lifeBegan;

    /** Where a process that passes a point dies. */
    private enum Danger {
        NOWHERE,
        /** Only at points at which too few have died, before anything else ends it. */
        WHERE_TOO_FEW_HAVE,
        AS_THE_PLAN_SAYS
    }

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

    /** Processes are started from this from now on. */
    void begin(ControllerImage archived) {
        image = archived;
        live(start());
        next = start();
    }

    /** All stories from their beginning to their end, with kills on the way for as long as there are too few. */
    void generation(BooleanSupplier tooFew) {
        worlds.forEach(CrashWorld::begin);
        killWhile(() -> tooFew.getAsBoolean() && !areSettled(), plan.between(24, 40));
        convergeAtLast("moving", this::areSettled);
        worlds.forEach(CrashWorld::deleteAll);
        killWhile(() -> tooFew.getAsBoolean() && !areGone(), plan.between(8, 14));
        convergeAtLast("deleted", this::areGone);
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
        KillPlan.When when = plan.when();
        danger = when == KillPlan.When.AT_A_POINT ? Danger.AS_THE_PLAN_SAYS : Danger.WHERE_TOO_FEW_HAVE;
        Duration after = plan.after();
        switch (when) {
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
        danger = Danger.NOWHERE;
        follow(point);
    }

    /** One was killed there, and the next one begins. */
    private void follow(String point) {
        plan.killed(point);
        report.killed(point, worlds.stream().map(CrashWorld::running).toList());
        live(next);
        next = start();
    }

    private void killAfter(Life dying, Duration within) {
        var unused = timer.schedule(() -> dying.kill(KillPlan.AT_RANDOM), within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Nobody is killed any more but where too few have died. */
    private void convergeAtLast(String phase, BooleanSupplier isSo) {
        danger = Danger.WHERE_TOO_FEW_HAVE;
        converge(phase, isSo);
        danger = Danger.NOWHERE;
    }

    private void converge(String phase, BooleanSupplier isSo) {
        awaited(phase, isSo);
        report.converged(phase, Duration.ofNanos(System.nanoTime() - lifeBegan));
        check();
    }

    private void awaited(String phase, BooleanSupplier isSo) {
        while (!isSeenByOneLife(phase, isSo)) {
            follow(life.over().join());
        }
    }

    /** False when it has died before; each life has all the time that convergence may take. */
    private boolean isSeenByOneLife(String phase, BooleanSupplier isSo) {
        boolean[] isDead = new boolean[1];
        try {
            await().atMost(CONVERGES_WITHIN).pollInterval(POLL).until(() -> {
                isDead[0] = life.over().isDone();
                check();
                return isDead[0] || isSo.getAsBoolean();
            });
        } catch (ConditionTimeoutException e) {
            life.printThreads();
            throw new AssertionError("%s does not converge (%s): %s".formatted(name, phase, worlds), e);
        }
        return !isDead[0];
    }

    private void check() {
        failed.ifPresent(failure -> {
            throw failure;
        });
        if (life.over().isDone() && !WritePoint.isName(life.over().join())) {
            throw new AssertionError(name + ": a controller ended by itself; its log is in the report's directory");
        }
        for (CrashWorld world : worlds) {
            world.failure().ifPresent(failure -> {
                throw new AssertionError(name + ": " + failure);
            });
        }
    }

    private Life start() {
        return Life.start(image.process(name, worlds, clock), this::diesAt);
    }

    private boolean diesAt(String point) {
        return switch (danger) {
            case NOWHERE -> {
                plan.learn(point);
                yield false;
            }
            case WHERE_TOO_FEW_HAVE -> plan.isMissing(point);
            case AS_THE_PLAN_SAYS -> plan.diesAt(point);
        };
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
