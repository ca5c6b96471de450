package dev.gangway.cli;

import picocli.CommandLine.Option;

/** Why somebody wants something of a shift. */
final class ReasonOption {
    @Option(names = "--reason", paramLabel = "WORDS", description = "Why; shown in the shift's history.")
    private String reason = "";

    /** Their words; may be empty. */
    String words() {
        return reason;
    }
}
