package dev.gangway.cli;

import dev.gangway.cli.shift.ShiftSeen;
import dev.gangway.cli.shift.ShiftTable;
import dev.gangway.control.PreflightReport;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** For whom a command prints shifts. */
final class ShiftOutputOption {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json|yaml|name",
            defaultValue = "table",
            description = "default: ${DEFAULT-VALUE}.")
    private Output output;

    private enum Output {
        TABLE,
        JSON,
        YAML,
        NAME
    }

    String text(Outside outside, ShiftSeen shift, Supplier<String> table) {
        return switch (output) {
            case TABLE -> table.get();
            case JSON -> shift.json() + "\n";
            case YAML -> outside.yaml(shift.json());
            case NAME -> ShiftTable.name(shift) + "\n";
        };
    }

    String text(Outside outside, List<ShiftSeen> shifts, Supplier<String> table) {
        return switch (output) {
            case TABLE -> table.get();
            case JSON -> outside.json(shifts) + "\n";
            case YAML -> outside.yaml(outside.json(shifts));
            case NAME ->
                shifts.stream().map(shift -> ShiftTable.name(shift) + "\n").collect(Collectors.joining());
        };
    }

    /** Of a shift that is not there yet. */
    String text(Outside outside, PreflightReport report) {
        return switch (output) {
            case TABLE -> PreflightTable.of(report);
            case JSON -> outside.json(report) + "\n";
            case YAML -> outside.yaml(outside.json(report));
            case NAME -> "";
        };
    }
}
