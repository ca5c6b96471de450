package dev.gangway.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Invariant 7, and all others while it is put to the test: controllers in processes of their own are killed by SIGKILL at every named
 * point between two writes and at random instants, and begun again, while a witness holds every version of every object in every API
 * server against the invariants.
 *
 * <p>{@code -Dcrash.seed} draws the same plan again, {@code -Dcrash.kills} asks for another number of killed controllers,
 * {@code -Dcrash.hosts} and {@code -Dcrash.worlds} for another number of processes beside each other and controllers in each.
 */
class CrashIT {
    private static final Logger LOG = Logger.getLogger(CrashIT.class);
    private static final double SPEED = 60;
    private static final Path DIRECTORY = Path.of("target", "crash");
    private static final int KILLS = Integer.getInteger("crash.kills", 500);
    private static final int HOSTS = Integer.getInteger("crash.hosts", 1);
    private static final int WORLDS = Integer.getInteger("crash.worlds", 4);
    private static final Duration AT_MOST = Duration.ofMinutes(40);
    private static final List<List<Story>> STORIES =
            List.of(Story.LEFT_ALONE, Story.INTERFERED_WITH, Story.CUT_SHORT, Story.PREVIEWED);

    private final long seed = Long.getLong("crash.seed", System.nanoTime() & 0xffffff);
    private final SharedClock clock = new SharedClock(Clock.systemUTC().instant(), SPEED);
    private final KillPlan plan = new KillPlan(seed);
    private final CrashReport report = new CrashReport(seed);
    private final ExecutorService threads = Executors.newFixedThreadPool(HOSTS);
    private final List<CrashWorld> worlds = new ArrayList<>();
    private final List<CrashHost> hosts = new ArrayList<>();
    private volatile boolean failed;

    @Test
    void shouldEndAsAnUninterruptedRunWhereverAndWheneverItIsKilled() throws Exception {
        LOG.infof("crash safety: seed %d", seed);
        long begun = System.nanoTime();
        try {
            settle();
            List<CompletableFuture<Void>> runs = hosts.stream()
                    .map(host -> CompletableFuture.runAsync(() -> killUntilEnough(host), threads))
                    .toList();
            CompletableFuture.allOf(runs.toArray(CompletableFuture<?>[]::new))
                    .orTimeout(AT_MOST.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } finally {
            hosts.forEach(CrashHost::close);
            threads.shutdownNow();
            worlds.forEach(CrashWorld::close);
            String violations = worlds.stream()
                    .flatMap(world -> world.failure().stream())
                    .toList()
                    .toString();
            String table = report.table(
                    worlds.stream().mapToLong(CrashWorld::versions).sum(),
                    violations,
                    Duration.ofNanos(System.nanoTime() - begun));
            CrashReport.write(DIRECTORY.resolve("report.txt"), table);
            LOG.info(table);
        }

        assertThat(report.controllers()).isGreaterThanOrEqualTo(KILLS);
        assertThat(plan.missing())
                .as("points that a run passes and at which it was not killed twice")
                .isEmpty();
        assertThat(plan.known()).hasSizeGreaterThan(20);
    }

    private boolean areTooFew() {
        return report.controllers() < KILLS || !plan.missing().isEmpty();
    }

    private void killUntilEnough(CrashHost host) {
        try {
            while (!failed && areTooFew()) {
                host.generation(this::areTooFew);
                LOG.infof(
                        "crash safety: %d controllers killed, at %s still too few",
                        report.controllers(), plan.missing());
            }
        } catch (RuntimeException | AssertionError e) {
            failed = true;
            LOG.errorf(e, "crash safety: %s ends here", host);
            throw e;
        }
    }

    /** Makes the worlds and what processes are started from; on the way every story happens once with nobody killed. */
    private void settle() throws Exception {
        Files.createDirectories(DIRECTORY);
        ControllerImage plain = ControllerImage.plain(DIRECTORY);
        for (int host = 0; host < HOSTS; host++) {
            List<CrashWorld> of = new ArrayList<>();
            for (int world = 0; world < WORLDS; world++) {
                of.add(new CrashWorld(
                        STORIES.get(worlds.size() % STORIES.size()),
                        CrashWorld.Pace.USUAL,
                        clock,
                        seed + worlds.size()));
                worlds.add(of.get(world));
            }
            hosts.add(new CrashHost("host" + host, of, clock, plan, report, plain));
        }
        List<CompletableFuture<Long>> runs = hosts.stream()
                .map(host -> CompletableFuture.supplyAsync(host::uninterrupted, threads))
                .toList();
        runs.forEach(CompletableFuture::join);
        ControllerImage archived = plain.archived(runs.get(0).join());
        hosts.forEach(host -> host.begin(archived));
    }
}
