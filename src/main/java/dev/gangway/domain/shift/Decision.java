package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * What is to be done, as a value: nothing has been done yet.
 *
 * @param next the phase from now on; it names the routes that are to stand
 * @param reason why
 * @param lookAgainAfter when to look again at the latest; empty = at the next round
 */
public record Decision(Phase next, Reason reason, Optional<Duration> lookAgainAfter) {
    /** Needs all parts. */
    public Decision {
        requireNonNull(next, "next");
        requireNonNull(reason, "reason");
        requireNonNull(lookAgainAfter, "lookAgainAfter");
    }

    static Decision go(Phase next, Reason reason) {
        return new Decision(next, reason, Optional.empty());
    }

    Decision lookAgainAfter(Duration duration) {
        return new Decision(next, reason, Optional.of(duration));
    }
}
