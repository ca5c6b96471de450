package dev.gangway.cli;

import dev.gangway.cli.shift.Goal;
import dev.gangway.cli.shift.ShiftChanges;
import dev.gangway.cli.shift.ShiftPicture;
import dev.gangway.cli.shift.ShiftSeen;
import dev.gangway.cli.shift.Shifts;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Shows a shift until it has come to where somebody waits for it: a few lines that are redrawn in a terminal, a line for each
 * change where there is none. It asks again and again rather than to hold a stream open: what changed while nobody answered is
 * in the shift's history.
 */
final class ShiftWatch {
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** A server that comes up is not asked more than it must be. */
    private static final Duration LOOK_WHILE_LOST = Duration.ofSeconds(5);

    /** A server that is being replaced, or whose node is lost, is back by then. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    private final Shifts shifts;
    private final Outside outside;
    private final PrintWriter err;
    private final Redraw redraw;
    private final ShiftPicture picture;
    private final ShiftChanges changes = new ShiftChanges();
    private ShiftSeen last;
    private Instant seenFirst;
    private Optional<Instant> lost = Optional.empty();

    /** Begins with what is known. */
    ShiftWatch(Shifts shifts, Outside outside, PrintWriter err, ShiftSeen begun) {
        this.shifts = shifts;
        this.outside = outside;
        this.err = err;
        this.redraw = new Redraw(err);
        this.picture = new ShiftPicture(outside.screen().isColoured());
        this.last = begun;
        this.seenFirst = now();
    }

    /** The shift as it was seen last. */
    ShiftSeen last() {
        return last;
    }

    /**
     * How it ended; empty when it did not within the time. Throws ServerUnreachableException when nobody has answered for five
     * minutes, and RefusedException when the shift is gone.
     *
     * @param after see {@link Goal#end}
     */
    Optional<Goal.End> until(Goal goal, int after, Optional<Duration> timeout) {
        Optional<Instant> limit = timeout.map(now()::plus);
        show();
        Optional<Goal.End> end = goal.end(last, after);
        try {
            while (end.isEmpty() && limit.map(now()::isBefore).orElse(true)) {
                outside.screen().pause(lost.isPresent() ? LOOK_WHILE_LOST : LOOK);
                look();
                show();
                end = goal.end(last, after);
            }
            return end;
        } finally {
            redraw.clear();
        }
    }

    private void look() {
        try {
            ShiftSeen seen = shifts.get(last.id());
            if (!seen.equals(last)) {
                seenFirst = now();
            }
            last = seen;
            lost.ifPresent(since ->
                    say("connected again after %d s".formatted(silence(since).toSeconds())));
            lost = Optional.empty();
        } catch (ServerUnreachableException nobody) {
            if (lost.isEmpty()) {
                lost = Optional.of(now());
                say("connection lost: %s; the shift goes on, trying again".formatted(nobody.getMessage()));
            }
            if (silence(lost.get()).compareTo(LONGEST_SILENCE) > 0) {
                throw nobody;
            }
        }
    }

    private void show() {
        if (outside.screen().isTerminal()) {
            redraw.draw(picture.of(last, Duration.between(seenFirst, now())));
        } else {
            changes.since(last).forEach(err::println);
        }
    }

    private void say(String words) {
        redraw.clear();
        err.println("%s  %s".formatted(now(), words));
    }

    private Duration silence(Instant since) {
        return Duration.between(since, now());
    }

    private Instant now() {
        return outside.clock().instant();
    }
}
