package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.traffic.Weight;

/**
 * Somebody's word that an attempt may go on up to a weight; it is no word for what lies above, nor for another attempt.
 *
 * @param attempt which one
 * @param upTo the weight that may be reached; none = it may begin
 * @param by who
 * @param why in their own words; may be empty
 */
public record Approval(int attempt, Weight upTo, String by, String why) {
    /** Needs all parts; throws IllegalArgumentException for an attempt below 1. */
    public Approval {
        requireNonNull(upTo, "upTo");
        requireNonNull(by, "by");
        requireNonNull(why, "why");
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt " + attempt + " is below 1");
        }
    }

    /** Whether this is the word for it. */
    public boolean covers(Passage passage) {
        return attempt == passage.attempt() && upTo.compareTo(passage.to()) >= 0;
    }

    String words() {
        return "approved by " + (why.isEmpty() ? by : by + ": " + why);
    }
}
