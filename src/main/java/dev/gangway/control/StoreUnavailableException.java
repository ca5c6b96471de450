package dev.gangway.control;

/** The management cluster did not do, or did not confirm, what it was asked. */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says what was tried. */
    public StoreUnavailableException(String tried, Throwable cause) {
        super(tried, cause);
    }
}
