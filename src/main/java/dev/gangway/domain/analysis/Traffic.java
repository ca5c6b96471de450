package dev.gangway.domain.analysis;

import static java.util.Objects.requireNonNull;

/**
 * What clients saw of one side: counts, not rates. What is called requests here are connections where the service speaks TCP,
 * and they have no latency.
 *
 * @param requests all requests
 * @param failures those of them that failed
 * @param latency the durations of those that did not fail
 */
public record Traffic(long requests, long failures, LatencyHistogram latency) {
    /** Nothing was seen. */
    public static final Traffic NONE = new Traffic(0, 0, LatencyHistogram.EMPTY);

    /** Checks that failures are a part of the requests; throws IllegalArgumentException. */
    public Traffic {
        requireNonNull(latency, "latency");
        if (failures < 0 || failures > requests) {
            throw new IllegalArgumentException(failures + " failures of " + requests + " requests");
        }
    }

    /** Both together. */
    public Traffic plus(Traffic other) {
        return new Traffic(requests + other.requests, failures + other.failures, latency.plus(other.latency));
    }

    Proportion failureProportion() {
        return new Proportion(failures, requests);
    }
}
