package dev.gangway.cli;

import dev.gangway.cli.shift.ShiftSeen;
import dev.gangway.cli.shift.ShiftTable;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gangway shift list}. */
@Command(
        name = "list",
        description = "Lists the shifts of a namespace, or of all of them.",
        footerHeading = "%nExamples:%n",
        footer = {"  gangway shift list -A", "  gangway shift list -n shop -o name"},
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:refused or failed", "2:wrong usage"})
final class ShiftListCommand extends ShiftSubcommand {
    @Option(
            names = {"-A", "--all-namespaces"},
            description = "Those of all namespaces.")
    private boolean all;

    ShiftListCommand(Outside outside) {
        super(outside);
    }

    @Override
    public Integer call() {
        Optional<String> namespace = all ? Optional.empty() : Optional.of(namespace());
        List<ShiftSeen> shifts = shifts().list(namespace);
        print(output().text(outside(), shifts, () -> shifts.isEmpty() ? "" : ShiftTable.of(shifts, all)));
        if (shifts.isEmpty()) {
            talk(namespace.map("there is no shift in namespace %s"::formatted).orElse("there is no shift"));
        }
        return ExitCodes.DONE;
    }
}
