package dev.gangway.domain.analysis;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A destination that is slow because it is new: code not yet compiled, caches not yet filled. It is given time at a low
 * weight, and more time only as long as it becomes faster.
 *
 * @param measure by which it was found to be slow
 * @param excess by how much the share of slow requests exceeded the reference when it was last found so
 * @param since when it was first found
 * @param until before this it is not judged by latency
 */
public record WarmUp(Measure measure, double excess, Instant since, Instant until) {
    /** Needs all parts. */
    public WarmUp {
        requireNonNull(measure, "measure");
        requireNonNull(since, "since");
        requireNonNull(until, "until");
    }

    WarmUp rounded() {
        return new WarmUp(measure, Digits.three(excess), since, until);
    }

    boolean isPatient(Instant now) {
        return now.isBefore(until);
    }
}
