package dev.gangway.domain.shift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Reason.Cause;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.traffic.Weight;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Going back to a lower weight without giving up, because the judge wants to look closer at a lower price. */
class RetreatTest {
    private static final Weight LAST = Shifts.LADDER.last();

    @ParameterizedTest
    @CsvSource({
        "500,  100, Shifting[weight=10 %]",
        "950,  100, Shifting[weight=10 %]",
        "950,  500, Shifting[weight=50 %]",
        "1000, 100, Shifting[weight=10 %]",
        "1000, 500, Shifting[weight=50 %]",
        "1000, 950, Baking[weight=95 %]",
        "1000, 970, Baking[weight=97 %]",
    })
    void shouldGoBackToTheAdvisedWeightAndBakeFromTheLastStepOn(int present, int advised, String next) {
        Decision decision = at(present).decide(Shifts.plan(), doubting(advised).seen());

        assertThat(decision.next()).hasToString(next);
        assertThat(decision.reason()).isEqualTo(Reason.of(Cause.VERDICT, "the verdict is inconclusive"));
    }

    @ParameterizedTest
    @CsvSource({"100, 100", "100, 500", "500, 950", "1000, 1000"})
    void shouldStayWhereTheAdviceIsNotLower(int present, int advised) {
        assertThat(at(present).decide(Shifts.plan(), doubting(advised).seen()).next())
                .isEqualTo(at(present));
    }

    @Test
    void shouldNotTakeNoTrafficForALowerWeight() {
        assertThat(at(500).decide(Shifts.plan(), doubting(0).seen()).next()).isEqualTo(at(500));
    }

    @Test
    void shouldNotWaitForClustersThatShowSomethingElseOrCannotBeReached() {
        Observation partly =
                doubting(100).behind(Shifts.K8S2).unreachable(Shifts.EKS1).seen();

        assertThat(at(950).decide(Shifts.plan(), partly).next()).isEqualTo(at(100));
    }

    @Test
    void shouldRollBackAllTheSameWhereTheVerdictIsDegraded() {
        Observation harm =
                Observations.quiet().advising(Verdict.DEGRADED, new Weight(100)).seen();

        assertThat(at(950).decide(Shifts.plan(), harm).next().kind()).isEqualTo(Phase.Kind.ROLLING_BACK);
    }

    @Test
    void shouldClimbAgainFromThereByEvidence() {
        Observation healthy = Observations.quiet()
                .after(LAST)
                .advising(Verdict.HEALTHY, new Weight(500))
                .seen();

        assertThat(at(100).decide(Shifts.plan(), healthy).next()).isEqualTo(at(500));
    }

    @Test
    void shouldFallWhilePausedAndStayPaused() {
        Phase paused = new Paused(Phases.ALL, Phases.REASON);

        Decision decision = paused.decide(
                Shifts.plan(), doubting(LAST.permille()).wanting(Intent.PAUSE).seen());

        assertThat(Phases.name(decision.next())).isEqualTo("Paused(Baking(CONTROL))");
        assertThat(decision.reason().text()).isEqualTo("the verdict is inconclusive");
        assertThat(decision.next()
                        .decide(
                                Shifts.plan(),
                                Observations.quiet().wanting(Intent.PAUSE).seen()))
                .isEqualTo(Decision.go(decision.next(), decision.reason()));
    }

    @Test
    void shouldTakeAPromotedShiftBackToo() {
        assertThat(Phases.ALL
                        .decide(
                                Shifts.plan(),
                                doubting(LAST.permille())
                                        .wanting(Intent.PROMOTE)
                                        .seen())
                        .next())
                .isEqualTo(Phases.CONTROL);
    }

    @Test
    void shouldFallWhileAPromotionWaitsWhateverItWaitsFor() {
        Observations promoted = doubting(500).wanting(Intent.PROMOTE);
        ShiftPlan frozen = Shifts.frozen(Shifts.plan());
        ShiftPlan gated = Shifts.gated(Shifts.plan(), List.of(Gate.Type.CONFIRM_PROMOTION));

        for (ShiftPlan plan : List.of(frozen, gated)) {
            assertThat(Phases.CONTROL.decide(plan, promoted.seen()).next()).isEqualTo(at(500));
            assertThat(Phases.name(Phases.paused(Phases.CONTROL)
                            .decide(plan, promoted.seen())
                            .next()))
                    .isEqualTo(Phases.name(Phases.paused(Phases.shifting(2))));
        }
        assertThat(Phases.CONTROL
                        .decide(Shifts.plan(), promoted.behind(Shifts.K8S2).seen())
                        .next())
                .isEqualTo(at(500));
    }

    @Test
    void shouldSayWhatAPromotionWaitsForWhereTheAdviceIsNotLower() {
        Observation seen = doubting(LAST.permille()).wanting(Intent.PROMOTE).seen();

        Decision held = Phases.CONTROL.decide(Shifts.frozen(Shifts.plan()), seen);

        assertThat(held.next()).isEqualTo(Phases.CONTROL);
        assertThat(held.hold().map(Hold::kind)).contains(Hold.Kind.WINDOW);
    }

    @Test
    void shouldNotWaitForEvidenceWhereNothingHoldsThePromotion() {
        assertThat(Phases.CONTROL
                        .decide(
                                Shifts.plan(),
                                doubting(500).wanting(Intent.PROMOTE).seen())
                        .next())
                .isEqualTo(Phases.ALL);
    }

    @Test
    void shouldNotLetThePromotionThatWasKeptUndoTheLookAtTheControl() {
        Observations promoted = Observations.quiet().after(Weight.ALL).wanting(Intent.PROMOTE);

        assertThat(Phases.CONTROL.decide(Shifts.plan(), promoted.seen()).next()).isEqualTo(Phases.CONTROL);
        assertThat(Phases.CONTROL
                        .decide(
                                Shifts.plan(),
                                promoted.verdict(Verdict.INCONCLUSIVE).seen())
                        .next())
                .isEqualTo(Phases.CONTROL);
        assertThat(Phases.shifting(1).decide(Shifts.plan(), promoted.seen()).next())
                .isEqualTo(Phases.shifting(1));
    }

    @Test
    void shouldRiseToAllTrafficAgainOnEvidenceThoughThePromotionWasKept() {
        Observation healthy = Observations.quiet()
                .after(Weight.ALL)
                .wanting(Intent.PROMOTE)
                .verdict(Verdict.HEALTHY)
                .seen();

        assertThat(Phases.CONTROL.decide(Shifts.plan(), healthy))
                .isEqualTo(Decision.go(Phases.ALL, Reason.of(Cause.VERDICT, "the verdict is healthy")));
    }

    private static Phase at(int permille) {
        Weight weight = new Weight(permille);
        return weight.compareTo(LAST) >= 0 ? new Baking(weight) : new Shifting(weight);
    }

    private static Observations doubting(int advised) {
        return Observations.quiet().advising(Verdict.INCONCLUSIVE, new Weight(advised));
    }
}
