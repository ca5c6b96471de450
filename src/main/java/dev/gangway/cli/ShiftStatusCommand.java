package dev.gangway.cli;

import dev.gangway.cli.shift.ShiftPicture;
import dev.gangway.cli.shift.ShiftSeen;
import dev.gangway.cli.shift.ShiftTable;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gangway shift status}. */
@Command(
        name = "status",
        description = "Shows how a shift stands, why, and what was decided so far.",
        footerHeading = "%nExamples:%n",
        footer = {"  gangway shift status -n shop checkout", "  gangway shift status -n shop checkout -o yaml"},
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done, whatever the phase", "1:refused or failed", "2:wrong usage"})
final class ShiftStatusCommand extends ShiftSubcommand {
    @Mixin
    private ShiftArgument shift;

    ShiftStatusCommand(Outside outside) {
        super(outside);
    }

    @Override
    public Integer call() {
        ShiftSeen seen = shifts().get(named(shift.text()));
        ShiftPicture picture = new ShiftPicture(outside().screen().isColoured());
        print(output().text(outside(), seen, () -> ShiftTable.of(seen, picture.of(seen, Duration.ZERO))));
        return ExitCodes.DONE;
    }
}
