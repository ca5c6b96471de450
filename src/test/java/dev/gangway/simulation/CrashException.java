package dev.gangway.simulation;

/** The process ended here. */
final class CrashException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CrashException() {
        super("the process was killed here");
    }
}
