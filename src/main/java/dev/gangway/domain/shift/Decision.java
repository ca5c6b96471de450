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
 * @param wish what must be wanted of the shift from now on, so that the next phase lasts; written down before the decision is.
 *     Empty = what is wanted stays
 * @param hold what keeps it from a way forward that would else be taken now; empty = nothing does
 */
public record Decision(
        Phase next, Reason reason, Optional<Duration> lookAgainAfter, Optional<Request> wish, Optional<Hold> hold) {
    /** Needs all parts. */
    public Decision {
        requireNonNull(next, "next");
        requireNonNull(reason, "reason");
        requireNonNull(lookAgainAfter, "lookAgainAfter");
        requireNonNull(wish, "wish");
        requireNonNull(hold, "hold");
    }

    /** What is wanted stays. */
    public Decision(Phase next, Reason reason, Optional<Duration> lookAgainAfter) {
        this(next, reason, lookAgainAfter, Optional.empty(), Optional.empty());
    }

    static Decision go(Phase next, Reason reason) {
        return new Decision(next, reason, Optional.empty());
    }

    /** It stays where it is. */
    static Decision hold(Phase phase, Reason reason, Hold hold) {
        return new Decision(phase, reason, Optional.empty(), Optional.empty(), Optional.of(hold));
    }

    Decision lookAgainAfter(Duration duration) {
        return new Decision(next, reason, Optional.of(duration), wish, hold);
    }

    /** A pause that Gangway itself wants. */
    static Decision pause(Phase.Moving phase, Request wish) {
        Reason reason = Reason.of(wish, "paused");
        return new Decision(new Paused(phase, reason), reason, Optional.empty(), Optional.of(wish), Optional.empty());
    }
}
