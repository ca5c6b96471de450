package dev.gangway.domain.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A time in which nothing goes on, whatever the windows say.
 *
 * @param from its beginning
 * @param to its end, from which on it no longer holds
 * @param reason in people's own words; may be empty
 */
public record Freeze(Instant from, Instant to, String reason) {
    /** Throws IllegalArgumentException where the end is not after the beginning. */
    public Freeze {
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        requireNonNull(reason, "reason");
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a freeze from %s to %s must end after it begins".formatted(from, to));
        }
    }

    boolean holds(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }
}
