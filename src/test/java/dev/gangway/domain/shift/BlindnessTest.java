package dev.gangway.domain.shift;

import static dev.gangway.domain.shift.Observations.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Cell.Deletion;
import dev.gangway.domain.shift.Cell.Judged;
import dev.gangway.domain.shift.Reason.Cause;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.traffic.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A shift without metrics to judge it by: it holds, says until when, and then pauses. */
class BlindnessTest {
    private static final Duration BUDGET = Shifts.PACING.metricsBudget();
    private static final Instant SPENT = NOW.minus(BUDGET);
    private static final Observations BLIND = Observations.quiet().verdict(Verdict.INCONCLUSIVE);

    static List<Phase.Moving> judged() {
        return List.of(
                Phases.MIRROR, Phases.HEADER, Phases.shifting(0), Phases.shifting(2), Phases.CONTROL, Phases.ALL);
    }

    @ParameterizedTest
    @MethodSource("judged")
    void shouldPauseWhereItStandsWhenTheBudgetIsSpentAndWantThatToLast(Phase.Moving phase) {
        Decision decision = decide(phase, BLIND, SPENT);

        assertThat(decision.next()).isEqualTo(new Paused(phase, decision.reason()));
        assertThat(decision.reason().cause()).isEqualTo(Cause.METRICS);
        assertThat(decision.reason().text())
                .isEqualTo(
                        "paused by Gangway: no metrics to judge by for 300 s, since 2025-01-15T09:55:00Z: the verdict is"
                                + " inconclusive; resume when they are back, or roll back");
        assertThat(decision.wish()).hasValueSatisfying(wish -> {
            assertThat(wish.intent()).isEqualTo(Intent.PAUSE);
            assertThat(wish.origin()).isEqualTo(Request.Origin.METRICS);
            assertThat(wish.attempt()).isEqualTo(BLIND.seen().request().attempt());
            assertThat(Reason.of(wish, "paused"))
                    .as("what a successor says of it")
                    .isEqualTo(decision.reason());
        });
    }

    @Test
    void shouldSayUntilWhenItHolds() {
        Decision decision = decide(Phases.shifting(1), BLIND, SPENT.plusSeconds(60));

        assertThat(decision.next()).isEqualTo(Phases.shifting(1));
        assertThat(decision.reason().cause()).isEqualTo(Cause.METRICS);
        assertThat(decision.reason().text())
                .isEqualTo("the verdict is inconclusive; pauses if that lasts until 2025-01-15T10:01:00Z");
    }

    @Test
    void shouldHoldForEverWithoutABudget() {
        ShiftPlan plan = Shifts.with(Shifts.PACING.withMetricsBudget(Duration.ZERO));
        Decision decision = Phases.shifting(1).decide(plan, BLIND.seen().blindSince(NOW.minus(Duration.ofDays(30))));

        assertThat(decision.next()).isEqualTo(Phases.shifting(1));
        assertThat(decision.reason()).isEqualTo(new Reason(Cause.METRICS, "the verdict is inconclusive", List.of()));
    }

    @Test
    void shouldNotPauseInATickThatHasReadNoMetrics() {
        assertThat(decide(Phases.shifting(1), Observations.quiet(), SPENT).next())
                .isEqualTo(Phases.shifting(1));
    }

    @Test
    void shouldNotStandInTheWayOfAPromotionNorOfItsWatch() {
        Observations promoted = BLIND.wanting(Intent.PROMOTE);

        assertThat(decide(Phases.shifting(1), promoted, SPENT).next()).isEqualTo(Phases.ALL);
        assertThat(decide(Phases.ALL, promoted.standingFor(Duration.ofSeconds(1)), SPENT)
                        .next())
                .isEqualTo(Phases.ALL);
        assertThat(decide(Phases.shifting(2), promoted.after(Weight.ALL), SPENT).wish())
                .as("taken back from there by the judge, it rises on evidence")
                .isPresent();
    }

    @Test
    void shouldWantSomethingForNothingButABudgetThatIsSpent() {
        assertThat(Cell.all()).allSatisfy(cell -> assertThat(cell.decisions())
                .allSatisfy(decision -> assertThat(decision.wish().isPresent()).isEqualTo(isPausedForIt(cell))));
    }

    private static boolean isPausedForIt(Cell cell) {
        return cell.judged() == Judged.BLIND
                && cell.intent() == Intent.ADVANCE
                && cell.deletion() == Deletion.NO
                && cell.phase() instanceof Phase.Moving
                && cell.phase().kind().isJudged();
    }

    private static Decision decide(Phase phase, Observations observations, Instant blindSince) {
        return phase.decide(Shifts.plan(), observations.seen().blindSince(blindSince));
    }
}
