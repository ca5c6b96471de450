package dev.gangway.adapter.crd;

import static java.util.Objects.requireNonNullElse;

import dev.gangway.adapter.crd.TrafficShiftStatus.EvidenceStatus;
import dev.gangway.adapter.crd.TrafficShiftStatus.FindingStatus;
import dev.gangway.adapter.crd.TrafficShiftStatus.LostStatus;
import dev.gangway.adapter.crd.TrafficShiftStatus.TrafficStatus;
import dev.gangway.domain.analysis.Evidence;
import dev.gangway.domain.analysis.Finding;
import dev.gangway.domain.analysis.LatencyHistogram;
import dev.gangway.domain.analysis.Proportion;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.analysis.Verdict;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** Evidence and findings, and their form in the status. */
final class AnalysisMapping {
    private AnalysisMapping() {}

    static EvidenceStatus status(Evidence evidence) {
        return new EvidenceStatus(
                evidence.validFrom().map(Instant::toString).orElse(null),
                status(evidence.source()),
                status(evidence.destination()),
                status(evidence.reference()),
                new LostStatus(evidence.lost().hits(), evidence.lost().trials()));
    }

    static Evidence evidence(EvidenceStatus status) {
        return status == null
                ? Evidence.NONE
                : new Evidence(
                        Optional.ofNullable(status.validFrom()).map(Instant::parse),
                        traffic(status.source()),
                        traffic(status.destination()),
                        traffic(status.reference()),
                        status.lost() == null
                                ? Evidence.NONE.lost()
                                : new Proportion(
                                        status.lost().lost(), status.lost().requests()));
    }

    static List<FindingStatus> status(List<Finding> findings) {
        return findings.stream()
                .map(finding -> new FindingStatus(
                        finding.objective().name(),
                        finding.verdict().name(),
                        orNull(finding.destination()),
                        orNull(finding.source()),
                        orNull(finding.limit()),
                        finding.requests(),
                        finding.sentence()))
                .toList();
    }

    static List<Finding> findings(List<FindingStatus> statuses) {
        return requireNonNullElse(statuses, List.<FindingStatus>of()).stream()
                .map(status -> new Finding(
                        Finding.Objective.valueOf(status.objective()),
                        Verdict.valueOf(status.verdict()),
                        optional(status.destination()),
                        optional(status.source()),
                        optional(status.limit()),
                        requireNonNullElse(status.requests(), 0L),
                        requireNonNullElse(status.sentence(), "")))
                .toList();
    }

    /** Empty buckets are left out, but for the edges beside a full one, which its width needs. */
    private static TrafficStatus status(Traffic traffic) {
        if (traffic.equals(Traffic.NONE)) {
            return null;
        }
        Map<String, Long> latency = new LinkedHashMap<>();
        SortedMap<Double, Long> counts = traffic.latency().countsByUpperMillis();
        Double edgeBelow = null;
        for (var bucket : counts.entrySet()) {
            if (bucket.getValue() > 0) {
                if (edgeBelow != null) {
                    latency.putIfAbsent(edge(edgeBelow), 0L);
                }
                latency.put(edge(bucket.getKey()), bucket.getValue());
            }
            edgeBelow = bucket.getKey();
        }
        return new TrafficStatus(traffic.requests(), traffic.failures(), latency);
    }

    private static Traffic traffic(TrafficStatus status) {
        if (status == null) {
            return Traffic.NONE;
        }
        SortedMap<Double, Long> counts = new TreeMap<>();
        requireNonNullElse(status.latency(), Map.<String, Long>of())
                .forEach((edge, count) ->
                        counts.put(edge.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(edge), count));
        return new Traffic(status.requests(), status.failures(), LatencyHistogram.of(counts));
    }

    private static String edge(double millis) {
        return Double.isInfinite(millis) ? "+Inf" : Double.toString(millis);
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static OptionalDouble optional(Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
