package dev.gangway.domain.analysis;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.traffic.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * That something looked wrong at a weight, and the destination was given less to find out at a lower price.
 *
 * @param kind what looked wrong
 * @param at the weight that was left
 * @param times how often that weight was left for this, each time soon after it was reached, at least 1
 * @param last when it was left last
 */
public record Doubt(Kind kind, Weight at, int times, Instant last) {
    /** What comes later after a weight was reached is nothing that it was left for before. */
    static final Duration LATELY = Duration.ofMinutes(30);

    /** What can look wrong. */
    public enum Kind {
        /** One tick of the destination spoke strongly for harm: a burst, or the beginning of lasting harm. */
        DESTINATION,
        /** Both sides became worse right after a step: an incident, or the step hurts both. */
        BOTH_SIDES
    }

    /** Checks the count; throws IllegalArgumentException. */
    public Doubt {
        requireNonNull(kind, "kind");
        requireNonNull(at, "at");
        requireNonNull(last, "last");
        if (times < 1) {
            throw new IllegalArgumentException(times + " times");
        }
    }

    /**
     * The same doubt once more where it is the same, or a first one.
     *
     * @param recent whether the weight was reached so lately that it may be the same
     */
    static Doubt again(Optional<Doubt> before, Kind kind, Weight at, Instant now, boolean recent) {
        int times = before.filter(doubt -> recent && doubt.kind == kind && doubt.at.equals(at))
                .map(doubt -> doubt.times)
                .orElse(0);
        return new Doubt(kind, at, times + 1, now);
    }
}
