package dev.gangway.bench.decision;

/** What queries of Prometheus over one side's last so many seconds give. */
final class Measured {
    private final boolean seen;
    private final long requests;
    private final long failures;
    private final long[] durations;

    /**
     * Of sums.
     *
     * @param seen whether there was anything to read
     * @param durations all requests by Istio's bucket, failed ones too, as {@code istio_request_duration_milliseconds} has them
     */
    Measured(boolean seen, long requests, long failures, long[] durations) {
        this.seen = seen;
        this.requests = requests;
        this.failures = failures;
        this.durations = durations.clone();
    }

    /** False where a query gives an empty vector: nothing was to be seen in all the time. */
    boolean seen() {
        return seen;
    }

    /** The share of requests that did not fail; NaN without requests, as 0/0 is there. */
    double successPercent() {
        return requests == 0 ? Double.NaN : 100.0 * (requests - failures) / requests;
    }

    /** The share of requests that failed; NaN without requests. */
    double failurePercent() {
        return requests == 0 ? Double.NaN : 100.0 * failures / requests;
    }

    /**
     * {@code histogram_quantile(0.99, ...)}: linear inside a bucket, from 0 in the first, and never beyond the last finite
     * edge; NaN without requests. Rule: prometheus/promql/quantile.go, bucketQuantile.
     */
    double slowestHundredthMilliseconds() {
        if (requests == 0) {
            return Double.NaN;
        }
        double rank = 0.99 * requests;
        long below = 0;
        int bucket = 0;
        while (bucket < Buckets.COUNT - 1 && below + durations[bucket] < rank) {
            below += durations[bucket++];
        }
        double lower = bucket == 0 ? 0 : Buckets.upper(bucket - 1);
        if (bucket == Buckets.COUNT - 1) {
            return lower;
        }
        return lower + (Buckets.upper(bucket) - lower) * (rank - below) / durations[bucket];
    }
}
