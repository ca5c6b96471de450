package dev.gangway.cli;

import java.math.BigDecimal;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gangway shift approve}: somebody's word for the step that a shift waits at. */
@Command(
        name = "approve",
        description = "Approves the step that a shift waits for; a later step, and another attempt, ask again.",
        footerHeading = "%nExample:%n",
        footer = "  gangway shift approve -n shop checkout --percent 25 --reason 'the load test is through'",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it is approved", "1:refused or failed", "2:wrong usage"})
final class ShiftApproveCommand extends ShiftSubcommand {
    @Mixin
    private ShiftArgument shift;

    @Option(
            names = "--percent",
            paramLabel = "PERCENT",
            description = "The step that is meant, 0 for the start: refused where it waits for another one.")
    private BigDecimal percent;

    @Mixin
    private ReasonOption reason;

    ShiftApproveCommand(Outside outside) {
        super(outside);
    }

    @Override
    public Integer call() {
        show(shifts().approve(named(shift.text()), Optional.ofNullable(percent), reason.words()));
        return ExitCodes.DONE;
    }
}
