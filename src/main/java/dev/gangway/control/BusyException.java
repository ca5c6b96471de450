package dev.gangway.control;

/** As much as is allowed is under way. */
public final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says of what, how much, and when to try again. */
    public BusyException(String words) {
        super(words);
    }
}
