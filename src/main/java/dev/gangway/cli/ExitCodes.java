package dev.gangway.cli;

/** What a command ends with. */
final class ExitCodes {
    /** What was asked for is so. */
    static final int DONE = 0;

    /** It was refused, or it failed, or it is not known whether it is so. */
    static final int FAILED = 1;

    /** The command itself makes no sense; nobody was asked. */
    static final int USAGE = 2;

    /** The shift went back to its source, which was not asked for. */
    static final int ROLLED_BACK = 3;

    /** It was not so within {@code --timeout}. */
    static final int TIMED_OUT = 4;

    private ExitCodes() {}
}
