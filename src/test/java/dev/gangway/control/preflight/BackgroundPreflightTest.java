package dev.gangway.control.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.control.Preflight.Check;
import dev.gangway.control.Preflight.Result;
import dev.gangway.domain.shift.Precautions;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.fake.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class BackgroundPreflightTest {
    private static final ShiftPlan PLAN = MadeUpPlan.PLAN;
    private static final Check PASSED = Check.pass("routes", "service", "as it should be");
    private static final Check FAILED = new Check("routes", "service", Result.FAIL, "there is no Service", "make one");

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final List<ShiftId> seen = new ArrayList<>();
    private Check found = PASSED;
    private boolean busy;

    private final BackgroundPreflight preflight = new BackgroundPreflight(
            plan -> List.of(found),
            task -> {
                if (busy) {
                    throw new RejectedExecutionException("full");
                }
                waiting.add(task);
            },
            clock,
            seen::add);

    @Test
    void shouldKnowNothingUntilTheFirstLookHasEndedAndThenTell() {
        assertThat(result()).isEqualTo(Result.UNKNOWN);
        assertThat(result()).isEqualTo(Result.UNKNOWN);
        assertThat(waiting).hasSize(1);

        look();

        assertThat(seen).containsExactly(PLAN.id());
        assertThat(preflight.check(PLAN)).containsExactly(PASSED);
        assertThat(waiting).isEmpty();
    }

    @Test
    void shouldNotLetAShiftBeginOnWhatHasPassedLongAgo() {
        preflight.check(PLAN);
        look();

        clock.advance(Duration.ofSeconds(15));

        assertThat(result()).isEqualTo(Result.UNKNOWN);
        assertThat(waiting).hasSize(1);
    }

    @Test
    void shouldGoOnTellingAnObstacleWhileItIsLookedForAnew() {
        found = FAILED;
        preflight.check(PLAN);
        look();
        clock.advance(Duration.ofMinutes(5));
        found = PASSED;

        assertThat(preflight.check(PLAN)).containsExactly(FAILED);

        look();
        assertThat(preflight.check(PLAN)).containsExactly(PASSED);
    }

    @Test
    void shouldLookAnewWhenThePlanIsEdited() {
        preflight.check(PLAN);
        look();
        ShiftPlan edited = PLAN.with(Precautions.DEFAULT.acknowledging(Set.of("connections-cut")));

        assertThat(preflight.check(edited)).extracting(Check::result).containsExactly(Result.UNKNOWN);

        assertThat(waiting).hasSize(1);
    }

    @Test
    void shouldNotTakeALookAtAnEarlierPlanForOneAtTheNew() {
        preflight.check(PLAN);
        ShiftPlan edited = PLAN.with(Precautions.DEFAULT.acknowledging(Set.of("connections-cut")));
        preflight.check(edited);

        look();

        assertThat(preflight.check(edited)).extracting(Check::result).containsExactly(Result.UNKNOWN);
    }

    @Test
    void shouldTryAgainWhereThereWasTooMuchToDo() {
        busy = true;
        assertThat(result()).isEqualTo(Result.UNKNOWN);
        busy = false;

        preflight.check(PLAN);
        look();

        assertThat(result()).isEqualTo(Result.PASS);
    }

    private Result result() {
        return preflight.check(PLAN).get(0).result();
    }

    private void look() {
        waiting.remove().run();
    }
}
