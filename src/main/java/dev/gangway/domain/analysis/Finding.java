package dev.gangway.domain.analysis;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * What the judge found for one objective: what was seen, against what, and what follows.
 *
 * @param objective which objective
 * @param verdict what follows for this objective alone
 * @param destination the destination's value in the objective's unit; empty when nothing was seen
 * @param source the source's value; empty when there was nothing to compare with
 * @param limit what the destination may not exceed; empty when there is nothing to hold it against
 * @param requests to the destination that this rests on
 * @param sentence the same in words for people
 */
public record Finding(
        Objective objective,
        Verdict verdict,
        OptionalDouble destination,
        OptionalDouble source,
        OptionalDouble limit,
        long requests,
        String sentence) {

    /** What can be found out about. */
    public enum Objective {
        /** Failed requests over all requests, from 0 to 1. */
        ERROR_RATIO,
        /** Milliseconds at the objective's quantile. */
        LATENCY_MILLIS
    }

    /** Needs all parts. */
    public Finding {
        requireNonNull(objective, "objective");
        requireNonNull(verdict, "verdict");
        requireNonNull(destination, "destination");
        requireNonNull(source, "source");
        requireNonNull(limit, "limit");
        requireNonNull(sentence, "sentence");
    }
}
