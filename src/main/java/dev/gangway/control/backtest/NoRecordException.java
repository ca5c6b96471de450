package dev.gangway.control.backtest;

/** The past can't be read, for a reason that is outside; the message is one sentence that names the source. */
public final class NoRecordException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says what came in place of a past. */
    public NoRecordException(String message) {
        super(message);
    }
}
