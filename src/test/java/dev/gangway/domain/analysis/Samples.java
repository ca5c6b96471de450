package dev.gangway.domain.analysis;

import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Counts of the clusters k8s2 and eks1, and windows of ten seconds that hold them. */
public final class Samples {
    public static final ClusterName K8S2 = new ClusterName("k8s2");
    public static final ClusterName EKS1 = new ClusterName("eks1");

    /** When the present weight began to stand. */
    public static final Instant START = Instant.parse("2025-01-15T10:00:00Z");

    /** Gathering since {@link #START}, nothing gathered yet, and nothing known of the past. */
    public static final Evidence GATHERING = Evidence.NONE.validFrom(START);

    /** An hour of 1,000 requests in ten seconds, of which one failed. */
    public static final List<MetricWindow> CALM_HOUR = past(360, n -> fast(1000, 1));

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

    /** Windows of ten seconds that end at {@link #START}, with what the source had in each, from 0. */
    public static List<MetricWindow> past(int windows, IntFunction<Traffic> source) {
        return IntStream.range(0, windows)
                .mapToObj(n -> window(n - windows, source.apply(n), Traffic.NONE))
                .toList();
    }

    /** Nothing gathered, and a past that is known. */
    public static Evidence knowing(List<MetricWindow> past) {
        return Evidence.NONE.with(Baseline.of(Objectives.DEFAULT, K8S2, past));
    }

    /** The same, with a weight that has stood since {@link #START}, and another one before. */
    public static Evidence knowing(List<MetricWindow> past, int previousPermille) {
        return knowing(past).restarted(new Weight(previousPermille)).validFrom(START);
    }

    /** Evidence of harm at the given odds. */
    static HarmEvidence harm(double odds) {
        return HarmEvidence.of(Collections.nCopies(HarmEvidence.BETS, (float) odds), 1);
    }

    /** The number of failures among so many requests that fail independently, drawn by the gaps between failures. */
    public static long binomial(Random random, long requests, double ratio) {
        if (ratio >= 1) {
            return requests;
        }
        long failures = 0;
        double at = gap(random, ratio);
        while (at <= requests) {
            failures++;
            at += gap(random, ratio);
        }
        return failures;
    }

    private static double gap(Random random, double ratio) {
        return Math.floor(Math.log(1 - random.nextDouble()) / Math.log1p(-ratio)) + 1;
    }
}
