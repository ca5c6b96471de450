package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What people and alerts want of a shift, as it stands: level-triggered, so it can be read any number of times.
 *
 * @param intent what is wanted
 * @param attempt raised to begin again after a rollback
 * @param origin what kind of requester
 * @param by who, in their own terms
 * @param why in their own words; may be empty
 * @param deleted whether the shift is being deleted
 * @param approval the last that was given; empty = none was
 */
public record Request(
        Intent intent,
        int attempt,
        Origin origin,
        String by,
        String why,
        boolean deleted,
        Optional<Approval> approval) {

    /** What is wanted. */
    public enum Intent {
        /** Go on as the evidence allows. */
        ADVANCE,
        /** Stand still. */
        PAUSE,
        /** Go to all traffic without waiting for evidence. */
        PROMOTE,
        /** Go back to the source. */
        ROLL_BACK
    }

    /** What kind of requester. */
    public enum Origin {
        /** A person or their program. */
        PERSON,
        /** An alert. */
        ALERT,
        /** Another writer of the routes, who puts them back. */
        CONTEST,
        /** Gangway, since there were no metrics for too long. */
        METRICS
    }

    /** Needs all parts; throws IllegalArgumentException for an attempt below 1. */
    public Request {
        requireNonNull(intent, "intent");
        requireNonNull(origin, "origin");
        requireNonNull(by, "by");
        requireNonNull(why, "why");
        requireNonNull(approval, "approval");
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt " + attempt + " is below 1");
        }
    }

    /** Nothing was approved. */
    public Request(Intent intent, int attempt, Origin origin, String by, String why, boolean deleted) {
        this(intent, attempt, origin, by, why, deleted, Optional.empty());
    }

    /** The same with another approval. */
    public Request with(Optional<Approval> given) {
        return new Request(intent, attempt, origin, by, why, deleted, given);
    }

    /** The requester and their words, for a sentence. */
    public String words() {
        return why.isEmpty() ? by : by + ": " + why;
    }
}
