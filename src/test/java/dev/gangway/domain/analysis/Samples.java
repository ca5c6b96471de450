package dev.gangway.domain.analysis;

import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Counts of the clusters k8s2 and eks1, and windows of ten seconds that hold them. */
public final class Samples {
    public static final ClusterName K8S2 = new ClusterName("k8s2");
    public static final ClusterName EKS1 = new ClusterName("eks1");

    /** When the present weight began to stand. */
    public static final Instant START = Instant.parse("2025-01-15T10:00:00Z");

    /** Gathering since {@link #START}, and nothing gathered yet. */
    public static final Evidence GATHERING = Evidence.NONE.validFrom(START);

    private Samples() {}

    public static TrafficSplit toDestination(int permille) {
        return new TrafficSplit(K8S2, EKS1, new Weight(permille));
    }

    /** Requests that all took up to 25 ms, but for those that failed. */
    public static Traffic fast(long requests, long failures) {
        return traffic(requests, failures, 0);
    }

    /** As {@link #fast}, but so many of those that did not fail took from 100 to 250 ms. */
    public static Traffic traffic(long requests, long failures, long slow) {
        return new Traffic(requests, failures, histogram(requests - failures - slow, 0, 0, slow, 0));
    }

    /** Counts up to 25, 50, 100 and 250 ms, and above. */
    public static LatencyHistogram histogram(long upTo25, long upTo50, long upTo100, long upTo250, long above) {
        return LatencyHistogram.of(new TreeMap<>(
                Map.of(25.0, upTo25, 50.0, upTo50, 100.0, upTo100, 250.0, upTo250, Double.POSITIVE_INFINITY, above)));
    }

    /** The n-th window of ten seconds after {@link #START}, from 0. */
    public static MetricWindow window(int n, Traffic source, Traffic destination) {
        return window(n, source, destination, 0);
    }

    public static MetricWindow window(int n, Traffic source, Traffic destination, long lost) {
        Instant from = START.plusSeconds(10L * n);
        return new MetricWindow(from, from.plusSeconds(10), Map.of(K8S2, source, EKS1, destination), lost);
    }
}
