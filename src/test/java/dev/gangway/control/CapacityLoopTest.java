package dev.gangway.control;

import static dev.gangway.control.LoopBench.BAD;
import static dev.gangway.control.LoopBench.EKS1;
import static dev.gangway.control.LoopBench.GKE3;
import static dev.gangway.control.LoopBench.GOOD;
import static dev.gangway.control.LoopBench.ID;
import static dev.gangway.control.LoopBench.K8S2;
import static dev.gangway.control.LoopBench.PLAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.shift.Phase.Kind;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Precautions;
import dev.gangway.domain.shift.Reason;
import dev.gangway.domain.shift.Reason.Cause;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.shift.Shortage;
import dev.gangway.domain.shift.Succeeded;
import dev.gangway.domain.shift.Supply;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the loop makes of too few pods, on both sides. The source has ten at first. */
class CapacityLoopTest {
    private static final ShiftPlan WARMS = PLAN.with(new Precautions(Set.of(), BigDecimal.ONE, true));

    private final LoopBench bench = new LoopBench();

    @Nested
    class SteppingUp {
        @Test
        void shouldHoldTheStepWhileTheDestinationHasTooFewPodsAndGoOnWhenTheyCome() {
            bench.pods.pods(EKS1, 4);
            bench.standingIn(Phases.shifting(1)).rounds(10, GOOD);
            assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
            assertThat(bench.state().reason().cause()).isEqualTo(Cause.CAPACITY);
            assertThat(bench.state().reason().text())
                    .startsWith(
                            "eks1 has 4 ready pods, and 50 % needs 5 (each would get 125 requests/s; of k8s2's 10 each"
                                    + " gets 100 where they carry all)");
            assertThat(bench.state().capacity().shortage()).map(Shortage::known).contains(true);

            bench.pods.pods(EKS1, 5);
            bench.round(GOOD);
            assertThat(bench.phase()).isEqualTo(Phases.shifting(2));
        }

        @Test
        void shouldHoldTheFirstStepUntilThereIsAPodAtAll() {
            bench.pods.pods(EKS1, 0);
            bench.standingIn(Phases.shifting(0)).rounds(5, GOOD);
            assertThat(bench.phase()).isEqualTo(Phases.shifting(0));

            bench.pods.pods(EKS1, 1);
            bench.round(GOOD);
            assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
        }

        @Test
        void shouldHoldWhileItIsNotKnownHowManyThereAre() {
            bench.pods.supply(EKS1, new Supply.Unknown("it does not answer"));
            bench.standingIn(Phases.shifting(1)).rounds(10, GOOD);

            assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
            assertThat(bench.state().reason())
                    .isEqualTo(new Reason(
                            Cause.CAPACITY,
                            "it is not known how many pods of cart are ready in eks1: it does not answer",
                            List.of()));
            assertThat(bench.state().capacity().shortage()).map(Shortage::known).contains(false);
        }

        @Test
        void shouldAskForNoFewerPodsBecauseTheSourceShrinksWithItsTraffic() {
            bench.standingIn(Phases.shifting(1)).round(GOOD);
            bench.pods.pods(K8S2, 3);
            bench.pods.pods(EKS1, 3);
            bench.restarted();
            bench.rounds(10, GOOD);

            assertThat(bench.state().capacity().sourcePods()).isEqualTo(OptionalInt.of(10));
            assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
        }

        @Test
        void shouldMeasureByWhatTheSourceHasWhenItIsLeft() {
            bench.pods.pods(K8S2, 6);
            bench.standingIn(Phases.shifting(0)).rounds(4, GOOD);

            assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
            assertThat(bench.state().capacity().sourcePods()).isEqualTo(OptionalInt.of(6));
        }

        @Test
        void shouldNotPromoteToPodsThatAreNotThere() {
            bench.pods.pods(EKS1, 8);
            bench.standingIn(Phases.shifting(1)).wants(Intent.PROMOTE).tick();
            bench.round(GOOD);
            assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
            assertThat(bench.state().reason().text()).endsWith("; or set capacity.podRatio to 0 to promote without");

            bench.pods.pods(EKS1, 9);
            bench.tick();
            assertThat(bench.phase()).isEqualTo(Phases.ALL);
        }
    }

    @Nested
    class GoingBack {
        @Test
        void shouldGoBackAsPodsBecomeReadyAndEndAtTheBaseline() {
            bench.standingIn(Phases.shifting(2)).round(GOOD);
            bench.pods.pods(K8S2, 0);
            bench.round(BAD);
            assertThat(bench.phase().kind()).isEqualTo(Kind.ROLLING_BACK);
            assertThat(weights()).containsOnly(500);
            assertThat(bench.state().reason().text())
                    .contains("k8s2 has no ready pod of the 10 that carried all, so nothing can be taken back yet");

            bench.pods.pods(K8S2, 7);
            bench.tick();
            assertThat(weights()).containsOnly(223);
            bench.pods.pods(K8S2, 5);
            bench.tick().round(BAD);
            assertThat(weights()).as("never rises again").containsOnly(223);

            bench.pods.pods(K8S2, 9);
            bench.tick().tick();
            assertThat(weights()).containsOnly(0);
            assertThat(bench.phase().kind()).isEqualTo(Kind.ROLLED_BACK);
            assertThat(bench.state().reason().cause()).isEqualTo(Cause.VERDICT);
            assertThat(bench.state().reason().text()).doesNotContain("ready pod");
        }

        @Test
        void shouldGoBackInOneStepWhereItIsNotKnownWhatTheSourceHas() {
            bench.standingIn(Phases.shifting(2)).round(GOOD);
            bench.pods.supply(K8S2, new Supply.Unknown("it does not answer"));
            bench.round(BAD);

            assertThat(weights()).containsOnly(0);
        }

        @Test
        void shouldTakeASucceededShiftBackAsTheSourceIsScaledUpAgain() {
            ShiftState succeeded = bench.standingIn(new Succeeded())
                    .state()
                    .with(new CapacityState(OptionalInt.of(10), Optional.empty(), Optional.empty()));
            ShiftRecord unused = bench.shifts.put(PLAN, Shifts.wants(Intent.ROLL_BACK), succeeded);
            bench.pods.pods(K8S2, 1);
            bench.tick();
            assertThat(weights()).containsOnly(889);

            for (int ready = 1; ready <= 10; ready++) {
                bench.pods.pods(K8S2, ready);
                bench.round();
            }
            bench.tick();
            assertThat(weights()).containsOnly(0);
            assertThat(bench.phase().kind()).isEqualTo(Kind.ROLLED_BACK);
        }
    }

    @Nested
    class Prewarming {
        @Test
        void shouldAskForTheNextSharesPodsWhileThePresentOneIsLookedAt() {
            bench.pods.supply(EKS1, scaled(1));
            bench.in(WARMS, Phases.shifting(1)).showing(Phases.shifting(1));
            bench.round(GOOD);
            assertThat(bench.pods.raised()).isEqualTo(Map.of(EKS1, 5));

            bench.rounds(10, GOOD);
            assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
            bench.pods.supply(EKS1, scaled(5));
            bench.rounds(2, GOOD);
            assertThat(bench.phase()).isEqualTo(Phases.shifting(2));
            assertThat(bench.pods.raised()).isEqualTo(Map.of(EKS1, 9));
        }

        @Test
        void shouldGoByThePodsThatThereAreWhereItIsRefusedAndSayWhatWasAnswered() {
            bench.pods.supply(EKS1, scaled(3));
            bench.pods.refuse("it answers 403: denied the request: minReplicas must not exceed 3");
            bench.in(WARMS, Phases.shifting(1)).showing(Phases.shifting(1)).rounds(5, GOOD);

            assertThat(bench.phase()).isEqualTo(Phases.shifting(2));
            assertThat(bench.state().capacity().refusal())
                    .contains("it answers 403: denied the request: minReplicas must not exceed 3");
        }

        @Test
        void shouldAskForTheSourcesPodsOnTheWayBackAndPutAllBackAtItsEnd() {
            bench.in(WARMS, Phases.shifting(2)).showing(Phases.shifting(2)).round(GOOD);
            bench.pods.pods(K8S2, 0);
            bench.round(BAD);
            assertThat(bench.pods.raised()).containsEntry(K8S2, 9);

            bench.pods.pods(K8S2, 9);
            bench.tick().tick().tick();
            assertThat(bench.phase().kind()).isEqualTo(Kind.ROLLED_BACK);
            assertThat(bench.pods.raised()).isEmpty();
        }

        @Test
        void shouldLetADeletedShiftGoOnlyWhenAllIsPutBack() {
            bench.in(WARMS, Phases.shifting(1)).showing(Phases.shifting(1)).round(GOOD);
            bench.pods.stuck(true);
            ShiftRecord unused = bench.shifts.request(ID, shift -> Shifts.deleted(Intent.ADVANCE));
            bench.round(GOOD);
            assertThat(bench.shifts.find(ID)).isPresent();
            assertThat(bench.state().reason().text()).startsWith("deleted, and waits until the minimums");

            bench.pods.stuck(false);
            bench.round(GOOD);
            assertThat(bench.shifts.find(ID)).isEmpty();
            assertThat(bench.pods.forgotten()).containsExactly(ID);
        }
    }

    private Collection<Integer> weights() {
        assertThat(bench.weights()).containsOnlyKeys(K8S2, EKS1, GKE3);
        return bench.weights().values();
    }

    private static Supply scaled(int ready) {
        return new Supply.Known(
                ready,
                Optional.of(new Supply.Autoscaler("HorizontalPodAutoscaler", "cart", 1, 20)),
                Optional.of("deployment/cart"));
    }
}
