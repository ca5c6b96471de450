package dev.gangway.cli.shift;

import dev.gangway.domain.shift.Command;
import dev.gangway.domain.shift.Phase;
import java.util.Optional;

/** What somebody waits for, and how that can end. */
public enum Goal {
    /** All traffic is at the destination. */
    SUCCESS(Phase.Kind.SUCCEEDED),
    /** It stands still. */
    PAUSE(Phase.Kind.PAUSED),
    /** All traffic is back at the source. */
    ROLLBACK(Phase.Kind.ROLLED_BACK);

    private final Phase.Kind wanted;

    Goal(Phase.Kind wanted) {
        this.wanted = wanted;
    }

    /** How the wait has ended. */
    public enum End {
        /** It is as it was wanted. */
        REACHED,
        /** It went back, which was not wanted. */
        ROLLED_BACK,
        /** It did what was not waited for, and does no more of itself. */
        MISSED
    }

    /** What whoever gives this command waits for. */
    public static Goal of(Command command) {
        return switch (command) {
            case PAUSE -> PAUSE;
            case ROLL_BACK -> ROLLBACK;
            case RESUME, PROMOTE, RETRY -> SUCCESS;
        };
    }

    /**
     * Whether the wait is over, and how. A retry is not over while the attempt before it is still seen.
     *
     * @param after a shift of this attempt or an earlier one that is rolled back is not yet what is waited for; 0 = any is
     */
    public Optional<End> end(ShiftSeen shift, int after) {
        if (shift.isIn(wanted.title())) {
            return Optional.of(End.REACHED);
        }
        if (shift.isIn(Phase.Kind.ROLLED_BACK.title())) {
            return shift.attempt() <= after ? Optional.empty() : Optional.of(End.ROLLED_BACK);
        }
        boolean pastPausing = this == PAUSE && shift.isIn(Phase.Kind.SUCCEEDED.title());
        return pastPausing ? Optional.of(End.MISSED) : Optional.empty();
    }
}
