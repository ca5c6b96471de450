package dev.gangway.control.access;

/** Nobody says at the moment who is calling, or what they may do. */
public final class ReviewUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says what was asked, and what came of it; never the token. */
    public ReviewUnavailableException(String why, Throwable cause) {
        super(why, cause);
    }
}
