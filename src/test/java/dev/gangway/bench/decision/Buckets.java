package dev.gangway.bench.decision;

/** Istio's buckets of {@code istio_request_duration_milliseconds}. */
final class Buckets {
    /** How many there are; the last has no end. */
    static final int COUNT = 20;

    private static final double[] UPPER_MILLISECONDS = {
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
        10000,
        30000,
        60000,
        300000,
        600000,
        1800000,
        3600000,
        Double.POSITIVE_INFINITY
    };

    private Buckets() {}

    /** The upper edge of a bucket, which belongs to it. */
    static double upper(int bucket) {
        return UPPER_MILLISECONDS[bucket];
    }

    /** The bucket of a request that took so long. */
    static int of(double milliseconds) {
        int bucket = 0;
        while (milliseconds > UPPER_MILLISECONDS[bucket]) {
            bucket++;
        }
        return bucket;
    }
}
