package dev.gangway.control.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.control.Preflight;
import dev.gangway.control.Preflight.Check;
import dev.gangway.control.Preflight.Result;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParallelPreflightTest {
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void stop() {
        never.countDown();
        threads.shutdownNow();
    }

    @Test
    void shouldTellAllChecksInTheOrderOfTheirParts() {
        List<Check> checks = check(parts("routes", passing("a"), "gateway", plan -> List.of(pass("b"), pass("c"))));

        assertThat(checks).extracting(Check::id).containsExactly("a", "b", "c");
    }

    @Test
    void shouldRunThePartsBesideEachOther() {
        CountDownLatch both = new CountDownLatch(2);
        Preflight meets = plan -> {
            both.countDown();
            await(both);
            return List.of(pass("met"));
        };

        assertThat(check(parts("one", meets, "other", meets)))
                .allSatisfy(check -> assertThat(check.result()).isEqualTo(Result.PASS))
                .hasSize(2);
    }

    @Test
    void shouldNotKnowWhatHangsAndStillTellTheRest() {
        Preflight hangs = plan -> {
            await(never);
            return List.of(pass("late"));
        };

        List<Check> checks = new ParallelPreflight(
                        parts("hangs", hangs, "routes", passing("a")), threads, Duration.ofSeconds(1))
                .check(MadeUpPlan.PLAN);

        assertThat(checks).extracting(Check::id).containsExactly("hangs", "a");
        assertThat(checks.get(0).result()).isEqualTo(Result.UNKNOWN);
        assertThat(checks.get(0).seen()).startsWith("the check hangs gave no answer within");
    }

    @Test
    void shouldNotKnowWhatFailsInAWayThatNobodyThoughtOf() {
        Preflight broken = plan -> {
            throw new IllegalStateException("token=s3cret");
        };

        assertThat(check(parts("broken", broken, "routes", passing("a"))).get(0))
                .satisfies(check -> {
                    assertThat(check.result()).isEqualTo(Result.UNKNOWN);
                    assertThat(check.words()).doesNotContain("s3cret");
                });
    }

    @Test
    void shouldNotKnowWhatThereWasNoThreadFor() {
        List<Check> checks = new ParallelPreflight(
                        Map.of("routes", passing("a")),
                        task -> {
                            throw new RejectedExecutionException("full");
                        },
                        Duration.ofSeconds(5))
                .check(MadeUpPlan.PLAN);

        assertThat(checks).singleElement().satisfies(check -> assertThat(check.seen())
                .isEqualTo("the check routes was not begun, since too many are under way"));
    }

    private List<Check> check(Map<String, Preflight> parts) {
        return new ParallelPreflight(parts, threads, Duration.ofSeconds(30)).check(MadeUpPlan.PLAN);
    }

    private static Map<String, Preflight> parts(String one, Preflight first, String other, Preflight second) {
        Map<String, Preflight> parts = new LinkedHashMap<>();
        parts.put(one, first);
        parts.put(other, second);
        return parts;
    }

    private static Preflight passing(String id) {
        return plan -> List.of(pass(id));
    }

    private static Check pass(String id) {
        return Check.pass(id, "service", "as it should be");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
