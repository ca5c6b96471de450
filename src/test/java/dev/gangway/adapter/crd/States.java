package dev.gangway.adapter.crd;

import dev.gangway.control.ShiftState;
import dev.gangway.control.ShiftState.HistoryEntry;
import dev.gangway.domain.analysis.Evidence;
import dev.gangway.domain.analysis.Finding;
import dev.gangway.domain.analysis.LatencyHistogram;
import dev.gangway.domain.analysis.Proportion;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Reason;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.traffic.Weight;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** States of the shift of {@link Shifts} with something in every field. */
final class States {
    static final Instant AT = Instant.parse("2026-11-22T12:00:00.123456789Z");

    /** Of all that a finding can have, and of the least. */
    static final List<Finding> FINDINGS = List.of(
            new Finding(
                    Finding.Objective.ERROR_RATIO,
                    Verdict.DEGRADED,
                    OptionalDouble.of(0.023),
                    OptionalDouble.of(1.0 / 3),
                    OptionalDouble.of(0.01),
                    4_321,
                    "2.3 % failed"),
            new Finding(
                    Finding.Objective.LATENCY_MILLIS,
                    Verdict.INCONCLUSIVE,
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    0,
                    "nothing was seen"));

    private static final double ENDLESS = Double.POSITIVE_INFINITY;

    private States() {}

    /** Counts in Istio's buckets, most of which are empty. */
    static LatencyHistogram histogram(Map<Double, Long> counts) {
        SortedMap<Double, Long> all = new TreeMap<>();
        for (double edge : new double[] {0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, ENDLESS}) {
            all.put(edge, counts.getOrDefault(edge, 0L));
        }
        return LatencyHistogram.of(all);
    }

    static Evidence richEvidence() {
        return new Evidence(
                Optional.of(AT.minusSeconds(30)),
                new Traffic(1_000_000_000_000L, 12, histogram(Map.of(0.5, 7L, 25.0, 900L, 250.0, 3L))),
                new Traffic(120, 4, histogram(Map.of(50.0, 100L, ENDLESS, 16L))),
                new Traffic(50, 50, LatencyHistogram.EMPTY),
                new Proportion(3, 44_000));
    }

    static ShiftState rich(Phase phase) {
        Reason degraded = new Reason(Reason.Cause.VERDICT, "2.3 % failed, against 1 %", FINDINGS);
        return new ShiftState(
                phase,
                Phases.REASON,
                4,
                Verdict.DEGRADED,
                FINDINGS,
                richEvidence(),
                Map.of(Shifts.EKS1, Shifts.plan().split(new Weight(1))),
                Map.of(Shifts.K8S2, "it does not answer"),
                Optional.of("the Prometheus of k8s2 does not answer"),
                List.of(
                        new HistoryEntry(
                                AT.minusSeconds(90),
                                Phase.Kind.PREPARING,
                                Shifts.plan().baseline(),
                                Verdict.INCONCLUSIVE,
                                Phases.REASON),
                        new HistoryEntry(
                                AT,
                                Phase.Kind.ROLLING_BACK,
                                Shifts.plan().split(new Weight(955)),
                                Verdict.DEGRADED,
                                degraded)),
                AT);
    }
}
