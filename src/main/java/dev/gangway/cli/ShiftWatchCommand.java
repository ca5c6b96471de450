package dev.gangway.cli;

import dev.gangway.cli.shift.Goal;
import dev.gangway.cli.shift.Shifts;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gangway shift watch}. */
@Command(
        name = "watch",
        description = {
            "Shows a shift until all its traffic is at the destination or back at the source: on stderr a bar in a terminal,"
                    + " or a line for each change; on stdout how it ended."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  gangway shift watch -n shop checkout",
            "  gangway shift watch -n shop checkout --timeout 2h -o json > checkout.json"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all traffic is at the destination",
            "1:refused or failed, or the shift was deleted",
            "2:wrong usage",
            "3:rolled back",
            "4:neither within --timeout"
        })
final class ShiftWatchCommand extends ShiftSubcommand {
    @Mixin
    private ShiftArgument shift;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = Patience.Reader.class,
            description = "Give up after this, such as 30m; default: never.")
    private Optional<Duration> timeout = Optional.empty();

    ShiftWatchCommand(Outside outside) {
        super(outside);
    }

    @Override
    public Integer call() {
        Shifts shifts = shifts();
        return watch(shifts, shifts.get(named(shift.text())), Goal.SUCCESS, 0, timeout);
    }
}
