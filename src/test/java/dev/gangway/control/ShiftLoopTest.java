package dev.gangway.control;

import static dev.gangway.control.LoopBench.BAD;
import static dev.gangway.control.LoopBench.EKS1;
import static dev.gangway.control.LoopBench.GKE3;
import static dev.gangway.control.LoopBench.GOOD;
import static dev.gangway.control.LoopBench.ID;
import static dev.gangway.control.LoopBench.K8S2;
import static dev.gangway.control.LoopBench.PLAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Reason.Cause;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.shift.Succeeded;
import dev.gangway.domain.traffic.Weight;
import dev.gangway.fake.InMemoryRouter;
import dev.gangway.fake.InMemoryRouter.Standing;
import dev.gangway.fake.InMemoryShifts.Fault;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a turn does, and in which order. */
class ShiftLoopTest {
    private static final Map<?, Integer> NOWHERE = Map.of(K8S2, 0, EKS1, 0, GKE3, 0);
    private static final Map<?, Integer> TENTH = Map.of(K8S2, 100, EKS1, 100, GKE3, 100);

    private final LoopBench bench = new LoopBench();

    @Nested
    class RecordingBeforeApplying {
        @Test
        void shouldHaveRecordedThePhaseBeforeAnyRouteIsWritten() {
            bench.standingIn(Phases.shifting(0));
            bench.router.witness(apply -> assertThat(bench.phase().target(PLAN)).contains(apply.target()));
            bench.rounds(4, GOOD);

            assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
            assertThat(bench.router.applies()).hasSize(1);
        }

        @ParameterizedTest
        @EnumSource(names = {"CONFLICT", "LOST_BEFORE"})
        void shouldWriteNoRouteWhenRecordingFails(Fault fault) {
            bench.standingIn(Phases.shifting(0)).round(GOOD);
            bench.shifts.faults(id -> fault);
            bench.rounds(2, GOOD);

            assertThat(bench.router.applies()).isEmpty();
            assertThat(bench.weights()).isEqualTo(NOWHERE);
            assertThat(bench.announcer.events()).isEmpty();
            assertThat(bench.meter.said())
                    .contains("failed shop/cart-to-eks1 " + (fault == Fault.CONFLICT ? "conflict" : "store"));
        }

        @Test
        void shouldApplyWhatStandsInTheRecordWhileNothingCanBeAddedToIt() {
            bench.standingIn(Phases.shifting(0)).round(GOOD);
            bench.shifts.faults(id -> Fault.LOST_AFTER);
            bench.round(GOOD);
            assertThat(bench.weights()).isEqualTo(NOWHERE);
            assertThat(bench.phase()).isEqualTo(Phases.shifting(1));

            bench.shifts.faults(id -> Fault.LOST_BEFORE);
            bench.round(GOOD);

            assertThat(bench.weights()).isEqualTo(TENTH);
        }

        @Test
        void shouldApplyWhatWasRecordedWithoutAnAnswerAtTheNextTick() {
            bench.standingIn(new Succeeded());
            bench.shifts.faults(id -> Fault.LOST_AFTER);
            bench.wants(Intent.ROLL_BACK).tick();
            bench.shifts.faults(id -> Fault.NONE);
            bench.tick();

            assertThat(bench.weights()).isEqualTo(NOWHERE);
        }

        @Test
        void shouldApplyWhatWasRecordedThoughTheAnswerWasLost() {
            bench.standingIn(Phases.shifting(0)).round(GOOD);
            bench.shifts.faults(id -> Fault.LOST_AFTER);
            bench.round(GOOD).round(GOOD);
            bench.shifts.faults(id -> Fault.NONE);
            assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
            bench.round(GOOD);

            assertThat(bench.weights()).isEqualTo(TENTH);
        }

        @Test
        void shouldAnnounceOnceWhatWasRecorded() {
            bench.standingIn(Phases.shifting(0)).rounds(4, GOOD);

            assertThat(bench.announcer.events()).singleElement().satisfies(event -> {
                assertThat(event.before()).isEqualTo(PLAN.baseline());
                assertThat(event.after()).isEqualTo(PLAN.split(new Weight(100)));
                assertThat(event.verdict()).isEqualTo(Verdict.HEALTHY);
                assertThat(event.reason().cause()).isEqualTo(Cause.VERDICT);
            });
        }
    }

    @Nested
    class Rising {
        @Test
        void shouldClimbToTheEndWithoutHelp() {
            bench.shifts.add(PLAN, Shifts.wants(Intent.ADVANCE));
            bench.rounds(60, GOOD);

            assertThat(bench.phase()).isEqualTo(new Succeeded());
            assertThat(bench.weights()).isEqualTo(Map.of(K8S2, 1000, EKS1, 1000, GKE3, 1000));
            assertThat(bench.announcer.events())
                    .extracting(event -> event.after().toDestination().permille())
                    .isSorted()
                    .contains(0, 100, 500, 950, 1000);
        }

        @Test
        void shouldNeverRiseAtATickOutOfTurn() {
            bench.standingIn(Phases.shifting(1)).rounds(2, GOOD);
            Phase before = bench.phase();
            for (int i = 0; i < 20; i++) {
                bench.clock.advance(LoopBench.ROUND);
                bench.tick();
            }

            assertThat(bench.phase()).isEqualTo(before);
            assertThat(bench.router.applies()).isEmpty();
        }

        @Test
        void shouldNotRiseUntilEveryClusterShowsTheLastTarget() {
            bench.standingIn(Phases.shifting(1));
            bench.router.faults((cluster, service) -> InMemoryRouter.Fault.FAIL);
            bench.show(GKE3, Weight.NONE);
            bench.rounds(10, GOOD);
            assertThat(bench.phase()).isEqualTo(Phases.shifting(1));

            bench.router.faults((cluster, service) -> InMemoryRouter.Fault.NONE);
            bench.rounds(5, GOOD);
            assertThat(bench.phase()).isEqualTo(Phases.shifting(2));
        }

        @Test
        void shouldNotRiseWhileAClusterCannotBeReached() {
            bench.standingIn(Phases.shifting(1));
            bench.router.reachable(GKE3, false);
            bench.rounds(10, GOOD);

            assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
            assertThat(bench.state().unreachable()).containsOnlyKeys(GKE3);
            assertThat(bench.state().reason().cause()).isEqualTo(Cause.CLUSTER);
        }

        @ParameterizedTest
        @EnumSource
        void shouldHoldOnAReadingThatGaveNoWindow(Problem problem) {
            bench.standingIn(Phases.shifting(1)).rounds(2, GOOD);
            bench.metrics.fail(PLAN.service(), problem, "prometheus of eks1: " + problem);
            for (int i = 0; i < 20; i++) {
                bench.clock.advance(LoopBench.ROUND);
                bench.round();
            }

            assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
            assertThat(bench.state().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(bench.state().metricsProblem()).contains("prometheus of eks1: " + problem);
            assertThat(bench.weights()).isEqualTo(TENTH);
        }

        @Test
        void shouldAskForTheMetricsOfJudgedShiftsOnlyAndOnce() {
            bench.standingIn(Phases.shifting(1));
            bench.in(LoopBench.plan("other", "other"), Phases.shifting(0));
            bench.in(LoopBench.plan("done", "done"), new Succeeded());
            bench.round();

            assertThat(bench.metrics.asked()).singleElement().satisfies(services -> assertThat(services)
                    .containsExactlyInAnyOrder(
                            PLAN.service(), LoopBench.plan("other", "other").service()));
        }

        @Test
        void shouldAskForNoMetricsWhenNothingIsJudged() {
            bench.standingIn(new Succeeded()).round();

            assertThat(bench.metrics.asked()).isEmpty();
        }
    }

    @Nested
    class Falling {
        @Test
        void shouldRollBackInTheTickThatSeesADegradedVerdict() {
            bench.standingIn(Phases.shifting(2)).round(BAD);

            assertThat(bench.phase().kind()).isEqualTo(Phase.Kind.ROLLING_BACK);
            assertThat(bench.weights()).isEqualTo(NOWHERE);
            assertThat(bench.state().history()).last().satisfies(entry -> {
                assertThat(entry.verdict()).isEqualTo(Verdict.DEGRADED);
                assertThat(entry.weight()).isEqualTo(PLAN.baseline());
                assertThat(entry.reason().findings()).first().satisfies(finding -> {
                    assertThat(finding.verdict()).isEqualTo(Verdict.DEGRADED);
                    assertThat(finding.destination()).hasValue(0.5);
                    assertThat(finding.limit()).isPresent();
                    assertThat(finding.requests()).isEqualTo(5000);
                });
            });
        }

        @Test
        void shouldNotLetAClusterThatCannotBeReachedHoldUpTheRollbackOfTheOthers() {
            bench.standingIn(Phases.shifting(2));
            bench.router.reachable(GKE3, false);
            bench.round(BAD);

            assertThat(bench.weights()).isEqualTo(Map.of(K8S2, 0, EKS1, 0, GKE3, 500));
            bench.round(BAD);
            assertThat(bench.phase().kind()).isEqualTo(Phase.Kind.ROLLED_BACK);

            bench.router.reachable(GKE3, true);
            bench.round(BAD);
            assertThat(bench.weights()).isEqualTo(NOWHERE);
        }

        @Test
        void shouldRollBackAtATickAsSoonAsSomebodyWantsIt() {
            bench.standingIn(new Succeeded()).wants(Intent.ROLL_BACK).tick();

            assertThat(bench.phase().kind()).isEqualTo(Phase.Kind.ROLLING_BACK);
            assertThat(bench.weights()).isEqualTo(NOWHERE);
            assertThat(bench.ticksWanted).containsExactly(ID);
        }
    }

    @Nested
    class Drift {
        @Test
        void shouldRepairDriftInARoundButNotAtATick() {
            bench.standingIn(new Succeeded());
            bench.show(EKS1, new Weight(300));
            bench.tick();
            assertThat(bench.weights()).containsEntry(EKS1, 300);

            bench.round();
            assertThat(bench.weights()).containsEntry(EKS1, 1000);
        }

        @Test
        void shouldRepairDriftAtTheTickThatRollsBackThoughTheWeightStaysTheSame() {
            bench.standingIn(Phases.shifting(0)).show(EKS1, new Weight(900));
            bench.wants(Intent.ROLL_BACK).tick();

            assertThat(bench.weights()).isEqualTo(NOWHERE);
        }

        @Test
        void shouldGatherAnewAfterDrift() {
            bench.standingIn(Phases.shifting(1)).rounds(2, GOOD).show(EKS1, Weight.NONE);
            bench.rounds(3, GOOD);
            assertThat(bench.phase()).isEqualTo(Phases.shifting(1));

            bench.rounds(2, GOOD);
            assertThat(bench.phase()).isEqualTo(Phases.shifting(2));
        }

        @Test
        void shouldLeaveOtherServicesAlone() {
            Standing others = new Standing(true, Optional.of(PLAN.split(new Weight(333))));
            bench.router.set(K8S2, LoopBench.plan("x", "other").service(), others);
            bench.standingIn(Phases.shifting(2)).round(BAD);

            assertThat(bench.router.standing(K8S2, LoopBench.plan("x", "other").service()))
                    .isEqualTo(others);
        }
    }

    @Test
    void shouldPutARequestForDeletionBeforeEverything() {
        bench.standingIn(Phases.shifting(1));
        Request deleted = Shifts.deleted(Intent.PROMOTE);
        bench.shifts.request(ID, shift -> deleted);
        bench.round(BAD);

        assertThat(bench.shifts.find(ID)).isEmpty();
        assertThat(bench.weights()).isEqualTo(TENTH);
    }
}
