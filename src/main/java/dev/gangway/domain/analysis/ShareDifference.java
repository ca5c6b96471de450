package dev.gangway.domain.analysis;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * Clients send another share of their requests to the destination than the routes say.
 *
 * @param since the beginning of the first window that shows it; all later ones do too
 * @param sentence whose requests, how many, what share where the routes say which, and the way out
 */
public record ShareDifference(Instant since, String sentence) {
    /** Needs both. */
    public ShareDifference {
        requireNonNull(since, "since");
        requireNonNull(sentence, "sentence");
    }

    /** Whether it has lasted for longer than the given time when it is seen at an instant. */
    public boolean hasLasted(Duration time, Instant until) {
        return since.plus(time).isBefore(until);
    }
}
