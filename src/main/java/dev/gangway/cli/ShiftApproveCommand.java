package dev.gangway.cli;

import java.math.BigDecimal;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
    @Parameters(
            paramLabel = "SHIFT",
            completionCandidates = LiveNames.Shifts.class,
            description = "Which; or NAMESPACE/SHIFT.")
    private String shift;

    @Option(
            names = "--percent",
            paramLabel = "PERCENT",
            description = "The step that is meant, 0 for the start: refused where it waits for another one.")
    private BigDecimal percent;

    @Option(names = "--reason", paramLabel = "WORDS", description = "Why; shown in the shift's history.")
    private String reason = "";

    ShiftApproveCommand(Outside outside) {
        super(outside);
    }

    @Override
    public Integer call() {
        show(shifts().approve(named(shift), Optional.ofNullable(percent), reason));
        return ExitCodes.DONE;
    }
}
