package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

/**
 * What people and alerts want of a shift, as it stands: level-triggered, so it can be read any number of times.
 *
 * @param intent what is wanted
 * @param attempt raised to begin again after a rollback
 * @param origin what kind of requester
 * @param by who, in their own terms
 * @param why in their own words; may be empty
 * @param deleted whether the shift is being deleted
 */
public record Request(Intent intent, int attempt, Origin origin, String by, String why, boolean deleted) {

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
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt " + attempt + " is below 1");
        }
    }

    /** The requester and their words, for a sentence. */
    public String words() {
        return why.isEmpty() ? by : by + ": " + why;
    }
}
