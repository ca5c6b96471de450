package dev.gangway.crash;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.real.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.core.ConditionTimeoutException;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same with the production package as it is, on the wall's time: killed some times at random instants, drawn from a seed. */
class PackageCrashIT {
    private static final Logger LOG = Logger.getLogger(PackageCrashIT.class);
    private static final int KILLS_WHILE_MOVING = 9;
    private static final int KILLS_WHILE_RESTORING = 3;
    private static final int LIFE_MILLIS = 4000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<Story> STORIES = Story.LEFT_ALONE.stream()
            .filter(story -> List.of("checkout", "gateway").contains(story.service()))
            .toList();

    @TempDir
    Path scratch;

    private final long seed = Long.getLong("crash.seed", System.nanoTime() & 0xffffff);
    private final Random random = new Random(seed);
    private final int port = Program.freePort();
    private final int management = Program.freePort();
    private final SharedClock clock = new SharedClock(Clock.systemUTC().instant(), 1);

    @Test
    void shouldEndAsAnUninterruptedRunThoughItIsKilledAgainAndAgain() throws IOException {
        LOG.infof("crash safety of the package: seed %d", seed);
        try (CrashWorld world = new CrashWorld(STORIES, CrashWorld.Pace.QUICK, clock, seed)) {
            world.begin();
            int killed = kill(world, KILLS_WHILE_MOVING, () -> !world.isSettled());
            converge(world, world::isSettled);
            world.deleteAll();
            killed += kill(world, KILLS_WHILE_RESTORING, () -> !world.isGone());
            converge(world, world::isGone);

            assertThat(world.failure()).isEmpty();
            assertThat(killed).isGreaterThanOrEqualTo(KILLS_WHILE_MOVING);
            LOG.infof("crash safety of the package: killed %d times, %d versions seen", killed, world.versions());
        }
    }

    /** At some instant before it serves, or soon after its first answer. */
    private int kill(CrashWorld world, int times, BooleanSupplier goesOn) throws IOException {
        int killed = 0;
        while (killed < times && goesOn.getAsBoolean()) {
            Process gangway = start(world);
            boolean early = random.nextInt(4) == 0;
            if (!early) {
                awaitReady();
            }
            var unused = gangway.onExit()
                    .completeOnTimeout(gangway, random.nextInt(LIFE_MILLIS), TimeUnit.MILLISECONDS)
                    .join();
            assertThat(gangway.isAlive())
                    .as("a package that nobody has killed yet")
                    .isTrue();
            gangway.destroyForcibly().onExit().join();
            world.forgetLeader();
            killed++;
            assertThat(world.failure()).isEmpty();
        }
        return killed;
    }

    private void converge(CrashWorld world, BooleanSupplier isSo) throws IOException {
        Process gangway = start(world);
        try {
            await().atMost(PATIENCE).until(() -> {
                assertThat(world.failure()).isEmpty();
                return isSo.getAsBoolean();
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("the package does not converge: " + world, e);
        } finally {
            gangway.destroyForcibly().onExit().join();
            world.forgetLeader();
        }
    }

    private void awaitReady() {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> given().port(management).get("/q/health/ready").statusCode() == 200);
    }

    private Process start(CrashWorld world) throws IOException {
        Path config = Files.writeString(scratch.resolve("kubeconfig"), world.kubeconfig());
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dquarkus.management.host=127.0.0.1",
                        "-Dquarkus.management.port=" + management,
                        "-jar",
                        Path.of("target", "quarkus-app", "quarkus-run.jar").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "package-crash-it.log").toFile()));
        command.environment().put("KUBECONFIG", config.toString());
        command.environment().put("GANGWAY_ROUND_INTERVAL", "1s");
        return command.start();
    }
}
