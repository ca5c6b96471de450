package dev.gangway.bench.decision;

import java.util.Arrays;

/**
 * How long requests take in one tick: the usual latency, made longer for all of them or for some. Parts of the requests that
 * differ are kept apart. Used over and over, as a run has thousands of ticks.
 */
final class Slowness {
    private static final double[] LOG_EDGES = logEdges();

    private final Latency usual;
    private double[] shares = {1};
    private double[] logFactors = {0};
    private double[] added = {0};
    private int parts;

    Slowness(Latency usual) {
        this.usual = usual;
        begin();
    }

    /** As usual again. */
    void begin() {
        parts = 1;
        shares[0] = 1;
        logFactors[0] = 0;
        added[0] = 0;
    }

    /** Lets this share of the requests, picked by chance, take the factor longer and then some milliseconds more. */
    void slow(double share, double factor, double milliseconds) {
        if (share <= 0 || (factor == 1 && milliseconds == 0)) {
            return;
        }
        if (share < 1) {
            split(share);
        }
        double logFactor = Math.log(factor);
        for (int i = share < 1 ? parts / 2 : 0; i < parts; i++) {
            logFactors[i] += logFactor;
            added[i] = added[i] * factor + milliseconds;
        }
    }

    private void split(double share) {
        if (shares.length < 2 * parts) {
            shares = Arrays.copyOf(shares, 2 * parts);
            logFactors = Arrays.copyOf(logFactors, 2 * parts);
            added = Arrays.copyOf(added, 2 * parts);
        }
        for (int i = 0; i < parts; i++) {
            shares[parts + i] = shares[i] * share;
            logFactors[parts + i] = logFactors[i];
            added[parts + i] = added[i];
            shares[i] *= 1 - share;
        }
        parts *= 2;
    }

    /** The share of requests in each of Istio's buckets. */
    double[] buckets(double[] into) {
        double below = 0;
        for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
            double upTo = below < 1 ? atMost(bucket) : 1;
            into[bucket] = upTo - below;
            below = upTo;
        }
        return into;
    }

    /** The share of requests that take longer than the upper edge of a bucket. */
    double over(int bucket) {
        return 1 - atMost(bucket);
    }

    private double atMost(int bucket) {
        double sum = 0;
        for (int i = 0; i < parts; i++) {
            double logEdge = added[i] == 0
                    ? LOG_EDGES[bucket]
                    : Math.log(Math.max(Double.MIN_NORMAL, Buckets.upper(bucket) - added[i]));
            sum += shares[i] * usual.atMost(logEdge - logFactors[i]);
        }
        return sum;
    }

    private static double[] logEdges() {
        double[] edges = new double[Buckets.COUNT];
        Arrays.setAll(edges, bucket -> Math.log(Buckets.upper(bucket)));
        return edges;
    }
}
