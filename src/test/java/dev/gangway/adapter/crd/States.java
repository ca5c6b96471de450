package dev.gangway.adapter.crd;

import dev.gangway.control.CapacityState;
import dev.gangway.control.ShiftState;
import dev.gangway.control.ShiftState.HistoryEntry;
import dev.gangway.domain.analysis.Dispersion;
import dev.gangway.domain.analysis.Doubt;
import dev.gangway.domain.analysis.Evidence;
import dev.gangway.domain.analysis.Finding;
import dev.gangway.domain.analysis.HarmEvidence;
import dev.gangway.domain.analysis.LatencyHistogram;
import dev.gangway.domain.analysis.Measure;
import dev.gangway.domain.analysis.Norm;
import dev.gangway.domain.analysis.Tally;
import dev.gangway.domain.analysis.Track;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.analysis.Trial;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.analysis.WarmUp;
import dev.gangway.domain.analysis.Yardstick;
import dev.gangway.domain.shift.Hold;
import dev.gangway.domain.shift.Passage;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Reason;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.shift.Shortage;
import dev.gangway.domain.traffic.Protocol;
import dev.gangway.domain.traffic.Weight;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
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
                    Shifts.K8S2,
                    Shifts.EKS1,
                    Protocol.HTTP,
                    OptionalDouble.of(0.023),
                    OptionalDouble.of(1.0 / 3),
                    OptionalDouble.of(0.01),
                    99,
                    4_321,
                    0,
                    1e12 / 7,
                    1000),
            new Finding(
                    Finding.Objective.LATENCY_MILLIS,
                    Verdict.INCONCLUSIVE,
                    Shifts.K8S2,
                    Shifts.EKS1,
                    Protocol.HTTP,
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    0,
                    0,
                    250,
                    1,
                    2000));

    private static final double ENDLESS = Double.POSITIVE_INFINITY;
    private static final double[] ISTIO = {
        0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000, 600_000, 1_800_000,
        3_600_000, ENDLESS
    };

    private States() {}

    /** Counts in the twenty buckets of Istio's proxies, most of which are empty. */
    static LatencyHistogram histogram(Map<Double, Long> counts) {
        SortedMap<Double, Long> all = new TreeMap<>();
        for (double edge : ISTIO) {
            all.put(edge, counts.getOrDefault(edge, 0L));
        }
        return LatencyHistogram.of(all);
    }

    /** The upper edge of the bucket that a latency falls into. */
    static double bucket(double millis) {
        return Arrays.stream(ISTIO).filter(edge -> millis <= edge).findFirst().orElseThrow();
    }

    /** With all that evidence can have, in all digits that a number can have. */
    static Evidence richEvidence() {
        return new Evidence(
                new Weight(1),
                Optional.of(AT.minusSeconds(30)),
                new Traffic(1_000_000_000_000L, 12, histogram(Map.of(0.5, 7L, 25.0, 900L, 250.0, 3L))),
                new Traffic(120, 4, histogram(Map.of(50.0, 100L, ENDLESS, 16L))),
                List.of(
                        new Track(
                                Measure.ERRORS,
                                Yardstick.NONE,
                                new Norm(1.0 / 3, 1e-7 / 3, new Dispersion(1.0 / 7, 0, 1e-30, 60), 20, 1.0 / 9),
                                HarmEvidence.of(List.of(1 / 3f, 1e12f, 1e-38f, 7f, 1 / 7f, 0f), 1 / 3f),
                                new Tally(1.0 / 3, 1_000_000.0 / 3),
                                new Tally(0, 100.0 / 3)),
                        new Track(
                                Measure.SLOWEST,
                                new Yardstick(1000.0 / 3, 100.0 / 3, 500.0 / 3, 1.0 / 7),
                                new Norm(0, 0, Dispersion.NONE, 0, 0),
                                HarmEvidence.NONE,
                                Tally.NONE,
                                Tally.NONE)),
                100.0 / 3,
                1.0 / 3,
                7,
                Optional.of(AT.plusNanos(1)),
                Optional.of(AT.minusSeconds(300)),
                Optional.of(new Doubt(Doubt.Kind.BOTH_SIDES, new Weight(5), 2, AT)),
                Optional.of(new Trial(Weight.ALL, false, 3, false)),
                Optional.of(new WarmUp(Measure.SLOW, 1.0 / 3, AT, AT.plusSeconds(60))));
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
                        Optional.of("clients in k8s2 send 38 % of 1,240 requests to eks1 where the routes say 5 %"),
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
                        AT)
                .with(new CapacityState(
                        OptionalInt.of(10),
                        Optional.of(new Shortage("eks1 has 3 ready pods", true)),
                        Optional.of("it answers 403")))
                .blindSince(AT.minusSeconds(40))
                .heldBy(new Hold(
                        Hold.Kind.WINDOW,
                        new Passage(Passage.Kind.RISE, 4, new Weight(5)),
                        Optional.of(AT.plusSeconds(3600))));
    }
}
