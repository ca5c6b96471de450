package dev.gangway.cli;

/** The Gangway that was asked gave no answer, or one that makes no sense: it is not known whether something was done. */
public final class ServerUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says which and why, in one sentence without secrets. */
    public ServerUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
