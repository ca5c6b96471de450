package dev.gangway.cli;

import picocli.CommandLine.Parameters;

/** Which shift a command is about. */
final class ShiftArgument {
    @Parameters(
            paramLabel = "SHIFT",
            completionCandidates = LiveNames.Shifts.class,
            description = "Which; or NAMESPACE/SHIFT.")
    private String shift;

    /** As it was given. */
    String text() {
        return shift;
    }
}
