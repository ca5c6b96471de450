package dev.gangway.domain.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.schedule.Freeze;
import dev.gangway.domain.schedule.Timetable;
import dev.gangway.domain.shift.Reason.Cause;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.traffic.Weight;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a way forward waits for when nothing else keeps it: the time, somebody's word, gates. What falls waits for none of them. */
class AdmissionTest {
    private static final ShiftPlan FROZEN = Shifts.frozen(Shifts.plan());
    private static final Weight HALF = new Weight(500);
    private static final Passage STEP = new Passage(Passage.Kind.RISE, 1, HALF);
    private static final Observations READY = Observations.quiet().verdict(Verdict.HEALTHY);
    private static final String FREEZE =
            "the end of the freeze 'Christmas' at 2025-01-15T12:00:00Z, opens in 2 h, at 2025-01-15T12:00Z";

    @Test
    void shouldHoldAStepUntilItsTimeHasComeAndSayWhenThatIs() {
        Decision held = Phases.shifting(1).decide(FROZEN, READY.seen());

        assertThat(held.next()).isEqualTo(Phases.shifting(1));
        assertThat(held.reason()).isEqualTo(Reason.of(Cause.WINDOW, "50 % waits for " + FREEZE));
        assertThat(held.hold())
                .contains(new Hold(Hold.Kind.WINDOW, STEP, Optional.of(Observations.NOW.plus(Duration.ofHours(2)))));
    }

    @Test
    void shouldHoldTheStartThePromotionAndARetry() {
        assertThat(new Pending()
                        .decide(FROZEN, Observations.quiet().seen())
                        .reason()
                        .text())
                .isEqualTo("the start waits for " + FREEZE);
        assertThat(Phases.CONTROL.decide(FROZEN, READY.seen()).reason().text()).isEqualTo("100 % waits for " + FREEZE);
        assertThat(Phases.rolledBack(Optional.of(Stage.ROUTES))
                        .decide(
                                FROZEN,
                                Observations.quiet()
                                        .request(Shifts.attempt(2, Intent.ADVANCE))
                                        .seen())
                        .hold()
                        .map(Hold::passage))
                .contains(Passage.start(2));
    }

    @Test
    void shouldHoldAPersonsPromotionToo() {
        Decision held =
                Phases.shifting(1).decide(FROZEN, READY.wanting(Intent.PROMOTE).seen());

        assertThat(held.next()).isEqualTo(Phases.shifting(1));
        assertThat(held.hold().map(Hold::kind)).contains(Hold.Kind.WINDOW);
    }

    @Test
    void shouldLookAgainInTheInstantInWhichItOpensWhereThatIsSoon() {
        Freeze soonOver = new Freeze(Observations.NOW.minusSeconds(1), Observations.NOW.plusSeconds(4), "");
        ShiftPlan plan =
                Shifts.plan().with(new Gating(new Timetable(List.of(), List.of(soonOver)), Approvals.NONE, List.of()));

        assertThat(new Pending().decide(plan, Observations.quiet().seen()).lookAgainAfter())
                .contains(Duration.ofSeconds(4));
        assertThat(new Pending().decide(FROZEN, Observations.quiet().seen()).lookAgainAfter())
                .isEmpty();
    }

    @Test
    void shouldNotSayInTurnsThatItIsLookedAtAndWhatHoldsIt() {
        Observation looked = Observations.quiet().obstacles(Pending.LOOKED_AT).seen();

        assertThat(new Pending().decide(FROZEN, looked).hold().map(Hold::kind)).contains(Hold.Kind.WINDOW);
        assertThat(new Pending().decide(Shifts.plan(), looked).next()).isEqualTo(new Pending());
        assertThat(new Pending()
                        .decide(
                                FROZEN,
                                Observations.quiet().obstacles("no gateway").seen())
                        .reason()
                        .cause())
                .isEqualTo(Cause.PREFLIGHT);
    }

    @Test
    void shouldNeverHoldWhatFalls() {
        ShiftPlan shut = Shifts.gated(FROZEN, List.of(Gate.Type.values()));
        for (ShiftPlan plan : List.of(FROZEN, shut, Shifts.asking(Shifts.plan(), true, 100, 500, 1000))) {
            assertThat(Phases.shifting(2)
                            .decide(
                                    plan,
                                    Observations.quiet()
                                            .verdict(Verdict.DEGRADED)
                                            .seen())
                            .next()
                            .kind())
                    .isEqualTo(Phase.Kind.ROLLING_BACK);
            assertThat(Phases.shifting(2)
                            .decide(plan, READY.wanting(Intent.ROLL_BACK).seen())
                            .next()
                            .kind())
                    .isEqualTo(Phase.Kind.ROLLING_BACK);
            assertThat(Phases.shifting(2)
                            .decide(
                                    plan,
                                    Observations.quiet()
                                            .advising(Verdict.INCONCLUSIVE, new Weight(100))
                                            .seen())
                            .next())
                    .isEqualTo(Phases.shifting(1));
        }
    }

    @Test
    void shouldNotHoldTheEndOfTheWatch() {
        assertThat(Phases.ALL.decide(FROZEN, READY.seen()).next()).isEqualTo(new Succeeded());
    }

    @Test
    void shouldSayWhatTheVerdictSaysWhereThatHoldsAnyway() {
        Decision held = Phases.shifting(1)
                .decide(
                        FROZEN,
                        Observations.quiet().verdict(Verdict.INCONCLUSIVE).seen());

        assertThat(held.reason().cause()).isEqualTo(Cause.VERDICT);
        assertThat(held.hold()).isEmpty();
    }

    @Test
    void shouldWaitForApprovalOfAStepThatReachesOrPassesAWeight() {
        for (Integer permille : List.of(500, 101, 300)) {
            Decision held = Phases.shifting(1).decide(Shifts.asking(Shifts.plan(), false, permille), READY.seen());

            assertThat(held.next()).isEqualTo(Phases.shifting(1));
            assertThat(held.reason()).isEqualTo(Reason.of(Cause.APPROVAL, "waits for approval of 50 %"));
            assertThat(held.hold()).contains(new Hold(Hold.Kind.APPROVAL, STEP));
        }
        for (Integer permille : List.of(100, 501, 1000)) {
            assertThat(Phases.shifting(1)
                            .decide(Shifts.asking(Shifts.plan(), false, permille), READY.seen())
                            .next())
                    .isEqualTo(Phases.shifting(2));
        }
    }

    @Test
    void shouldGoOnWhenItIsApprovedAndSayByWhom() {
        Decision risen = Phases.shifting(1)
                .decide(
                        Shifts.asking(Shifts.plan(), false, 500),
                        approved(1, HALF).seen());

        assertThat(risen.next()).isEqualTo(Phases.shifting(2));
        assertThat(risen.reason().cause()).isEqualTo(Cause.VERDICT);
        assertThat(risen.reason().text()).endsWith("; approved by bob: the load test is through");
    }

    @Test
    void shouldNotSayByWhomWhereNobodyHadToApprove() {
        assertThat(Phases.shifting(1)
                        .decide(
                                Shifts.asking(Shifts.plan(), false, 1000),
                                approved(1, HALF).seen())
                        .reason()
                        .text())
                .doesNotContain("approved");
    }

    @Test
    void shouldNotTakeAnApprovalForALaterStepOrAnotherAttempt() {
        ShiftPlan plan = Shifts.asking(Shifts.plan(), true, 100, 500, 950);

        assertThat(Phases.shifting(2)
                        .decide(plan, approved(1, HALF).seen())
                        .hold()
                        .map(Hold::kind))
                .contains(Hold.Kind.APPROVAL);
        assertThat(Phases.shifting(1)
                        .decide(plan, approved(2, HALF).seen())
                        .hold()
                        .map(Hold::kind))
                .contains(Hold.Kind.APPROVAL);
        Request second = Shifts.attempt(2, Intent.ADVANCE).with(Optional.of(new Approval(1, Weight.ALL, "bob", "")));
        assertThat(Phases.rolledBack(Optional.of(Stage.ROUTES))
                        .decide(plan, Observations.quiet().request(second).seen())
                        .hold())
                .contains(new Hold(Hold.Kind.APPROVAL, Passage.start(2)));
    }

    @Test
    void shouldTakeAnApprovalForAStepThatItCameBackFrom() {
        assertThat(Phases.shifting(1)
                        .decide(
                                Shifts.asking(Shifts.plan(), false, 500, 1000),
                                approved(1, Weight.ALL).seen())
                        .next())
                .isEqualTo(Phases.shifting(2));
    }

    @Test
    void shouldWaitForApprovalBeforeItBegins() {
        ShiftPlan plan = Shifts.asking(Shifts.plan(), true);

        Decision held = new Pending().decide(plan, Observations.quiet().seen());
        assertThat(held.reason().text()).isEqualTo("waits for approval of the start");
        Decision begun = new Pending()
                .decide(
                        plan,
                        Observations.quiet().request(approval(1, Weight.NONE)).seen());
        assertThat(begun.next()).isEqualTo(new Preparing(Stage.DESTINATION_SUBSETS));
        assertThat(begun.reason().text()).endsWith("; approved by bob: the load test is through");
    }

    @Test
    void shouldTakeAPromotionForAnApproval() {
        assertThat(Phases.shifting(1)
                        .decide(
                                Shifts.asking(Shifts.plan(), false, 500, 1000),
                                READY.wanting(Intent.PROMOTE).seen())
                        .next())
                .isEqualTo(Phases.ALL);
    }

    @Test
    void shouldWaitForAGateThatSaysNoOrNothing() {
        ShiftPlan plan = Shifts.gated(Shifts.plan(), List.of(Gate.Type.CONFIRM_TRAFFIC_INCREASE));
        Decision shut = Phases.shifting(1).decide(plan, answered(STEP, new GateAnswer.Shut("gate 'x' answered 403")));
        Decision silent = Phases.shifting(1).decide(plan, READY.seen());

        assertThat(shut.next()).isEqualTo(Phases.shifting(1));
        assertThat(shut.reason()).isEqualTo(Reason.of(Cause.GATE, "50 % waits: gate 'x' answered 403"));
        assertThat(shut.hold()).contains(new Hold(Hold.Kind.GATE, STEP));
        assertThat(silent.reason().text()).isEqualTo("50 % waits: its gates are being asked");
        assertThat(silent.hold()).contains(new Hold(Hold.Kind.SILENT_GATE, STEP));
    }

    @Test
    void shouldPassAnOpenGateAndNoAnswerForAnotherStep() {
        ShiftPlan plan = Shifts.gated(Shifts.plan(), List.of(Gate.Type.CONFIRM_TRAFFIC_INCREASE));
        Passage other = new Passage(Passage.Kind.RISE, 1, new Weight(100));
        Passage attempt = new Passage(Passage.Kind.RISE, 2, HALF);

        assertThat(Phases.shifting(1)
                        .decide(plan, answered(STEP, new GateAnswer.Open()))
                        .next())
                .isEqualTo(Phases.shifting(2));
        for (Passage asked : List.of(other, attempt)) {
            assertThat(Phases.shifting(1)
                            .decide(plan, answered(asked, new GateAnswer.Open()))
                            .next())
                    .isEqualTo(Phases.shifting(1));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CONFIRM_PROMOTION", "CONFIRM_ROLLOUT", "PRE_ROLLOUT", "POST_ROLLOUT", "ROLLBACK", "EVENT"})
    void shouldNotAskGatesOfAnotherWay(Gate.Type type) {
        assertThat(Phases.shifting(1)
                        .decide(Shifts.gated(Shifts.plan(), List.of(type)), READY.seen())
                        .next())
                .isEqualTo(Phases.shifting(2));
    }

    @Test
    void shouldRollBackWhatHasNotBegunWhereItsGateIsRefused() {
        ShiftPlan plan = Shifts.gated(Shifts.plan(), List.of(Gate.Type.PRE_ROLLOUT));
        Gates refused = new Gates(
                Optional.of(Passage.start(1)), new GateAnswer.Refused("gate 'smoke' failed 3 times"), Optional.empty());

        Decision decided =
                new Pending().decide(plan, Observations.quiet().seen().with(refused));

        assertThat(Phases.name(decided.next())).isEqualTo("RollingBack(-)");
        assertThat(decided.reason()).isEqualTo(Reason.of(Cause.GATE, "gate 'smoke' failed 3 times"));
    }

    @Test
    void shouldStayRolledBackWhereTheGateOfARetryIsRefused() {
        ShiftPlan plan = Shifts.gated(Shifts.plan(), List.of(Gate.Type.PRE_ROLLOUT));
        RolledBack phase = Phases.rolledBack(Optional.of(Stage.ROUTES));
        Gates refused = new Gates(
                Optional.of(Passage.start(2)), new GateAnswer.Refused("gate 'smoke' failed 3 times"), Optional.empty());
        Observation seen = Observations.quiet()
                .request(Shifts.attempt(2, Intent.ADVANCE))
                .seen()
                .with(refused);

        assertThat(phase.decide(plan, seen).next()).isEqualTo(phase);
        assertThat(phase.decide(plan, seen).reason().text())
                .isEqualTo("gate 'smoke' failed 3 times; raise the attempt to try again");
    }

    @Test
    void shouldRollBackInTheTickThatHearsAGateThatWantsIt() {
        Gates wants = new Gates(Optional.empty(), new GateAnswer.Open(), Optional.of("gate 'stop' wants it back"));

        for (Phase phase : List.of(Phases.shifting(2), Phases.CONTROL, Phases.ALL, Phases.paused(Phases.shifting(2)))) {
            Decision decided =
                    phase.decide(Shifts.plan(), Observations.quiet().seen().with(wants));

            assertThat(Phases.name(decided.next())).isEqualTo("RollingBack(ROUTES)");
            assertThat(decided.reason()).isEqualTo(Reason.of(Cause.GATE, "gate 'stop' wants it back"));
        }
        assertThat(new Succeeded()
                        .decide(Shifts.plan(), READY.seen().with(wants))
                        .next())
                .isEqualTo(new Succeeded());
    }

    @Test
    void shouldRefuseStepsToApproveThatDoNotRise() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Approvals(false, List.of(HALF, HALF)))
                .withMessageContaining("must rise strictly");
        assertThatIllegalArgumentException().isThrownBy(() -> new Approvals(false, List.of(Weight.NONE)));
    }

    private static Observations approved(int attempt, Weight upTo) {
        return Observations.quiet().request(approval(attempt, upTo)).verdict(Verdict.HEALTHY);
    }

    private static Request approval(int attempt, Weight upTo) {
        return Shifts.wants(Intent.ADVANCE)
                .with(Optional.of(new Approval(attempt, upTo, "bob", "the load test is through")));
    }

    private static Observation answered(Passage asked, GateAnswer answer) {
        return READY.seen().with(new Gates(Optional.of(asked), answer, Optional.empty()));
    }
}
