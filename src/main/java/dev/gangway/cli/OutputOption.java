package dev.gangway.cli;

import picocli.CommandLine.Option;

/** For whom a command prints. */
final class OutputOption {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json",
            defaultValue = "table",
            description = "default: ${DEFAULT-VALUE}.")
    private Output output;

    private enum Output {
        TABLE,
        JSON
    }

    boolean isJson() {
        return output == Output.JSON;
    }
}
