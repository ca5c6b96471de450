package dev.gangway.adapter.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gangway.control.CapacityState;
import dev.gangway.control.ShiftState;
import dev.gangway.domain.analysis.Evidence;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Hold;
import dev.gangway.domain.shift.Passage;
import dev.gangway.domain.shift.Pending;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Reason;
import dev.gangway.domain.shift.RouteTrouble;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.shift.Shortage;
import dev.gangway.domain.shift.Succeeded;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Weight;
import io.fabric8.kubernetes.api.model.Condition;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    private static final Instant FIRST = States.AT;
    private static final Instant LATER = FIRST.plusSeconds(60);

    @Test
    void shouldSayWhatHoldsAndWhy() {
        TrafficShiftStatus status = write(state(new Pending(), FIRST, Map.of(Shifts.K8S2, "it does not answer")), null);

        assertThat(status.conditions())
                .extracting(Condition::getType, Condition::getStatus, Condition::getReason, Condition::getMessage)
                .containsExactly(
                        tuple("PreflightPassed", "False", "Preflight", "waiting"),
                        tuple("MetricsAvailable", "True", "AsExpected", ""),
                        tuple("ClustersReachable", "False", "Preflight", "it does not answer"),
                        tuple("Contested", "False", "AsExpected", ""),
                        tuple("RoutesWeavable", "True", "AsExpected", ""),
                        tuple("NotInForce", "False", "AsExpected", ""),
                        tuple("CapacityAvailable", "True", "AsExpected", ""),
                        tuple("Held", "False", "AsExpected", ""),
                        tuple("Succeeded", "False", "Preflight", "waiting"));
        assertThat(status.conditions()).allSatisfy(condition -> assertThat(condition.getObservedGeneration())
                .isEqualTo(3));
    }

    @Test
    void shouldSayThatClientsDoNotFollowTheRoutesAndSinceWhen() {
        TrafficShiftStatus before = write(state(Phases.shifting(1), FIRST, Map.of()), null);
        TrafficShiftStatus found = write(state(LATER, "clients in k8s2 send 38 %"), before);
        TrafficShiftStatus again = write(state(LATER.plusSeconds(60), "clients in k8s2 send 39 %"), found);

        assertThat(again.conditions())
                .filteredOn(condition -> condition.getType().equals("NotInForce"))
                .singleElement()
                .satisfies(condition -> {
                    assertThat(condition.getStatus()).isEqualTo("True");
                    assertThat(condition.getReason()).isEqualTo("SharesDiffer");
                    assertThat(condition.getMessage()).isEqualTo("clients in k8s2 send 39 %");
                    assertThat(condition.getLastTransitionTime()).isEqualTo(LATER.toString());
                });
    }

    @Test
    void shouldKeepTheTimeOfAConditionThatHoldsAsBefore() {
        TrafficShiftStatus before = write(state(new Pending(), FIRST, Map.of()), null);

        TrafficShiftStatus after = write(state(new Pending(), LATER, Map.of()), before);

        assertThat(after.conditions())
                .extracting(Condition::getLastTransitionTime)
                .containsOnly(FIRST.toString());
    }

    @Test
    void shouldChangeTheTimeOfAConditionThatHasTurnedAndOfNoOther() {
        TrafficShiftStatus before = write(state(new Pending(), FIRST, Map.of()), null);

        TrafficShiftStatus after = write(state(Phases.shifting(1), LATER, Map.of()), before);

        assertThat(time(after, "PreflightPassed")).isEqualTo(LATER.toString());
        assertThat(time(after, "MetricsAvailable")).isEqualTo(FIRST.toString());
        assertThat(time(after, "ClustersReachable")).isEqualTo(FIRST.toString());
        assertThat(time(after, "Succeeded")).isEqualTo(FIRST.toString());
    }

    @Test
    void shouldSucceedWithThePhase() {
        TrafficShiftStatus status = write(state(new Succeeded(), FIRST, Map.of()), null);

        assertThat(find(status, "Succeeded").getStatus()).isEqualTo("True");
    }

    @Test
    void shouldNameWhoPutsRoutesBackAndWhatCantBeWoven() {
        TrafficShiftStatus status = write(
                troubled(Map.of(
                        Shifts.K8S2,
                        new RouteTrouble(
                                "VirtualService shop/checkout is put back", "do so:\nthis", Optional.of("argocd")),
                        Shifts.EKS1,
                        new RouteTrouble("can't weave", "", Optional.empty()))),
                null);

        assertThat(find(status, "Contested"))
                .extracting(Condition::getStatus, Condition::getReason, Condition::getMessage)
                .containsExactly(
                        "True",
                        "PutBackByAnotherWriter",
                        "in cluster k8s2 VirtualService shop/checkout is put back; do so:\nthis");
        assertThat(find(status, "RoutesWeavable").getStatus()).isEqualTo("False");
        assertThat(find(status, "RoutesWeavable").getMessage()).isEqualTo("in cluster eks1 can't weave");
    }

    @Test
    void shouldSayWhatIsLackingWhatIsNotKnownAndWhatWasRefused() {
        assertThat(capacity(Optional.of(new Shortage("eks1 has 3", true)), Optional.empty()))
                .containsExactly("False", "TooFewPods", "eks1 has 3");
        assertThat(capacity(Optional.of(new Shortage("it does not answer", false)), Optional.empty()))
                .containsExactly("Unknown", "NotKnown", "it does not answer");
        assertThat(capacity(Optional.empty(), Optional.of("it answers 403: denied the request")))
                .containsExactly(
                        "True",
                        "AsExpected",
                        "enough pods; an autoscaler's minimum: it answers 403: denied the request");
    }

    private static List<String> capacity(Optional<Shortage> shortage, Optional<String> refusal) {
        ShiftState state = state(Phases.shifting(1), FIRST, Map.of())
                .with(new CapacityState(OptionalInt.of(10), shortage, refusal));
        Condition condition = find(write(state, null), "CapacityAvailable");
        return List.of(condition.getStatus(), condition.getReason(), condition.getMessage());
    }

    private static String time(TrafficShiftStatus status, String type) {
        return find(status, type).getLastTransitionTime();
    }

    @Test
    void shouldSayWhatHoldsTheShiftBesidesEvidence() {
        Passage step = new Passage(Passage.Kind.RISE, 1, Weight.percent(BigDecimal.valueOf(25)));
        ShiftState state =
                state(Phases.shifting(1), FIRST, Map.of()).heldBy(new Hold(Hold.Kind.APPROVAL, step, Optional.empty()));

        Condition held = find(write(state, null), "Held");

        assertThat(held.getStatus()).isEqualTo("True");
        assertThat(held.getReason()).isEqualTo("Approval");
        assertThat(held.getMessage()).isEqualTo("waiting");
        assertThat(find(write(state(Phases.shifting(1), FIRST, Map.of()), null), "Held"))
                .satisfies(free -> assertThat(free.getStatus()).isEqualTo("False"))
                .satisfies(free -> assertThat(free.getReason()).isEqualTo("AsExpected"));
    }

    @Test
    void shouldNotBlamePreflightForAStartThatIsHeld() {
        ShiftState state = state(new Pending(), FIRST, Map.of())
                .heldBy(new Hold(
                        Hold.Kind.WINDOW, new Passage(Passage.Kind.START, 1, Weight.NONE), Optional.of(FIRST)));

        assertThat(find(write(state, null), "PreflightPassed").getStatus()).isEqualTo("True");
    }

    private static Condition find(TrafficShiftStatus status, String type) {
        return status.conditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static ShiftState troubled(Map<ClusterName, RouteTrouble> troubles) {
        ShiftState state = state(Phases.shifting(1), FIRST, Map.of());
        return new ShiftState(
                state.phase(),
                state.reason(),
                state.attempt(),
                state.verdict(),
                state.findings(),
                state.evidence(),
                state.standing(),
                state.unreachable(),
                troubles,
                state.metricsProblem(),
                state.blindSince(),
                state.notInForce(),
                state.capacity(),
                state.hold(),
                state.history(),
                state.recordedAt(),
                state.epoch());
    }

    private static TrafficShiftStatus write(ShiftState state, TrafficShiftStatus before) {
        return StatusMapping.status(
                Shifts.plan(), state, 3, before == null ? ConditionTimes.NONE : ConditionTimes.of(before.conditions()));
    }

    private static ShiftState state(Phase phase, Instant at, Map<ClusterName, String> unreachable) {
        return state(phase, at, unreachable, Optional.empty());
    }

    private static ShiftState state(Instant at, String notInForce) {
        return state(Phases.shifting(1), at, Map.of(), Optional.of(notInForce));
    }

    private static ShiftState state(
            Phase phase, Instant at, Map<ClusterName, String> unreachable, Optional<String> notInForce) {
        return new ShiftState(
                phase,
                new Reason(Reason.Cause.PREFLIGHT, "waiting", List.of()),
                1,
                Verdict.INCONCLUSIVE,
                List.of(),
                Evidence.NONE,
                Map.of(),
                unreachable,
                Optional.empty(),
                notInForce,
                List.of(),
                at);
    }
}
