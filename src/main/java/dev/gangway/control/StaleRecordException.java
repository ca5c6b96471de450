package dev.gangway.control;

import dev.gangway.domain.shift.ShiftId;

/** Somebody else has written the shift since it was read, and knows more: read again before anything is done. */
public final class StaleRecordException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** For the shift that was read. */
    public StaleRecordException(ShiftId id, Throwable cause) {
        super("shift " + id + " was changed by somebody else meanwhile", cause);
    }
}
