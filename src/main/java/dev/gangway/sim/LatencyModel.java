package dev.gangway.sim;

/** How long requests take: lognormal, cut into the buckets of Istio's histogram. */
final class LatencyModel {
    /** The upper edges of Istio's buckets in milliseconds; the last is endless. */
    static final double[] EDGES = {
        0.5,
        1,
        5,
        10,
        25,
        50,
        100,
        250,
        500,
        1000,
        2500,
        5000,
        10_000,
        30_000,
        60_000,
        300_000,
        600_000,
        1_800_000,
        3_600_000,
        Double.POSITIVE_INFINITY
    };

    private static final double MEDIAN_MILLIS = 30;
    private static final double SIGMA = 0.7;

    private LatencyModel() {}

    /** The share of requests in each bucket; they sum to 1. */
    static double[] shares(double factor) {
        double[] shares = new double[EDGES.length];
        double below = 0;
        for (int i = 0; i < EDGES.length; i++) {
            double upTo = cumulative(EDGES[i], MEDIAN_MILLIS * factor);
            shares[i] = upTo - below;
            below = upTo;
        }
        return shares;
    }

    /** What a request in a bucket adds to the sum of all latencies, in milliseconds. */
    static double middleMillis(int bucket) {
        double lower = bucket == 0 ? 0 : EDGES[bucket - 1];
        return Double.isInfinite(EDGES[bucket]) ? lower : (lower + EDGES[bucket]) / 2;
    }

    private static double cumulative(double millis, double median) {
        return Double.isInfinite(millis) ? 1 : normal(Math.log(millis / median) / SIGMA);
    }

    /** The standard normal distribution by Abramowitz and Stegun 26.2.17; off by less than 1e-7. */
    private static double normal(double z) {
        double t = 1 / (1 + 0.2316419 * Math.abs(z));
        double series =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        double tail = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * series;
        return z > 0 ? 1 - tail : tail;
    }
}
