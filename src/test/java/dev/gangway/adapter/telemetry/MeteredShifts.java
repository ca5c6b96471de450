package dev.gangway.adapter.telemetry;

import dev.gangway.control.CapacityState;
import dev.gangway.control.ShiftEvent;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.ShiftState;
import dev.gangway.control.TrafficRouter.Outcome;
import dev.gangway.domain.analysis.Evidence;
import dev.gangway.domain.analysis.Finding;
import dev.gangway.domain.analysis.Finding.Objective;
import dev.gangway.domain.analysis.Samples;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Reason;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.RouteTrouble;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.Shifting;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.shift.Shortage;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Protocol;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Shifts as the loop tells of them. */
final class MeteredShifts {
    static final ShiftId ID = Shifts.plan().id();
    static final Phase AT_10_PERCENT = new Shifting(new Weight(100));
    static final Phase AT_50_PERCENT = new Shifting(new Weight(500));

    private MeteredShifts() {}

    /** A shift that was judged healthy, with the split of 10 % standing in both clusters. */
    static ShiftRecord shift(Phase phase) {
        TrafficSplit tenPercent = Samples.toDestination(100);
        return shift(
                phase,
                Verdict.HEALTHY,
                Map.of(Shifts.K8S2, tenPercent, Shifts.EKS1, tenPercent),
                List.of(
                        finding(Objective.ERROR_RATIO, 0.002, 0.001, 0.0065),
                        finding(Objective.LATENCY_MILLIS, 210, 200, 310)));
    }

    /** With too few pods, or with a number of them that is not known. */
    static ShiftRecord lackingPods(Phase phase, boolean known) {
        ShiftRecord shift = shift(phase);
        return new ShiftRecord(
                shift.version(),
                shift.plan(),
                shift.request(),
                shift.state()
                        .with(new CapacityState(
                                OptionalInt.of(10), Optional.of(new Shortage("eks1 has 3", known)), Optional.empty())));
    }

    /** Whose clients don't follow the routes. */
    static ShiftRecord notInForce(Phase phase) {
        return shift(
                phase,
                Verdict.INCONCLUSIVE,
                Map.of(),
                List.of(),
                Map.of(),
                Optional.of("clients in k8s2 send 38 % to eks1"));
    }

    /** Whose routes somebody puts back. */
    static ShiftRecord contested(Phase phase) {
        RouteTrouble trouble = new RouteTrouble("it is put back", "", Optional.of("argocd-controller"));
        return shift(phase, Verdict.INCONCLUSIVE, Map.of(), List.of(), Map.of(Shifts.K8S2, trouble), Optional.empty());
    }

    static ShiftRecord shift(
            Phase phase, Verdict verdict, Map<ClusterName, TrafficSplit> standing, List<Finding> findings) {
        return shift(phase, verdict, standing, findings, Map.of(), Optional.empty());
    }

    private static ShiftRecord shift(
            Phase phase,
            Verdict verdict,
            Map<ClusterName, TrafficSplit> standing,
            List<Finding> findings,
            Map<ClusterName, RouteTrouble> troubles,
            Optional<String> notInForce) {
        return new ShiftRecord(
                "7",
                Shifts.plan(),
                Shifts.wants(Intent.ADVANCE),
                new ShiftState(
                        phase,
                        Phases.REASON,
                        1,
                        verdict,
                        findings,
                        Evidence.NONE,
                        standing,
                        Map.of(),
                        troubles,
                        Optional.empty(),
                        Optional.empty(),
                        notInForce,
                        CapacityState.NONE,
                        Optional.empty(),
                        List.of(),
                        Samples.START,
                        0));
    }

    static Finding finding(Objective objective, double destination, double source, double limit) {
        return new Finding(
                objective,
                Verdict.HEALTHY,
                Shifts.K8S2,
                Shifts.EKS1,
                Protocol.HTTP,
                OptionalDouble.of(destination),
                OptionalDouble.of(source),
                OptionalDouble.of(limit),
                1,
                410,
                objective == Objective.LATENCY_MILLIS ? 250 : 0,
                0.8,
                objective == Objective.LATENCY_MILLIS ? 2000 : 1000);
    }

    static ShiftEvent event(Phase.Kind from, Phase.Kind to, Reason.Cause cause) {
        return new ShiftEvent(
                Samples.START,
                Shifts.plan(),
                from,
                to,
                Samples.toDestination(100),
                Samples.toDestination(0),
                Verdict.DEGRADED,
                new Reason(cause, "for a test", List.of()));
    }

    static Outcome written(ClusterName cluster) {
        return new Outcome(cluster, 2, Optional.empty(), Duration.ofMillis(40));
    }

    static Outcome notWritten(ClusterName cluster) {
        return new Outcome(cluster, 0, Optional.of("it does not answer"), Duration.ofSeconds(5));
    }
}
