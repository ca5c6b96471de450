package dev.gangway.control;

import dev.gangway.domain.shift.Gates;
import dev.gangway.domain.shift.Hold;
import dev.gangway.domain.shift.ShiftId;
import java.util.Optional;

/** Asks the gates of shifts, beside the loop: nothing here waits for one. */
public interface Gatekeeper {
    /** There are no gates. */
    Gatekeeper NONE = new Gatekeeper() {
        @Override
        public Gates see(ShiftRecord shift) {
            return Gates.UNASKED;
        }

        @Override
        public void ask(ShiftRecord shift, Optional<Hold> hold) {
            // There is nobody to ask.
        }

        @Override
        public void forget(ShiftId id) {
            // Nothing is remembered.
        }
    };

    /** What they have answered so far; what is too old counts no more. */
    Gates see(ShiftRecord shift);

    /**
     * Lets those be asked that are due.
     *
     * @param shift as it stands, with what was decided
     * @param hold what keeps it from going forward
     */
    void ask(ShiftRecord shift, Optional<Hold> hold);

    /** Nothing of this shift is needed any more. */
    void forget(ShiftId id);
}
