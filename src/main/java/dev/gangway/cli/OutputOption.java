package dev.gangway.cli;

import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** For whom a command prints a report. */
final class OutputOption {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json|yaml",
            defaultValue = "table",
            description = "default: ${DEFAULT-VALUE}.")
    private Output output;

    private enum Output {
        TABLE,
        JSON,
        YAML
    }

    /** The text that is asked for. */
    String text(Outside outside, Supplier<String> table, Supplier<String> json) {
        return switch (output) {
            case TABLE -> table.get();
            case JSON -> json.get() + "\n";
            case YAML -> outside.yaml(json.get());
        };
    }
}
