package dev.gangway.cli;

import dev.gangway.cli.shift.Goal;
import dev.gangway.cli.shift.ShiftSeen;
import dev.gangway.cli.shift.Shifts;
import dev.gangway.control.PreflightReport;
import dev.gangway.control.ShiftDraft;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gangway shift start}. */
@Command(
        name = "start",
        description =
                "Starts to move a service's traffic. Refused, with nothing written, when a preflight check fails.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gangway shift start -n shop checkout --source k8s2 --destination eks1",
            "  gangway shift start -n shop checkout --source k8s2 --destination eks1 --dry-run",
            "  gangway shift start -n shop checkout --source k8s2 --destination eks1 \\",
            "    --policy careful --steps 1,5,25,50,95 --wait --timeout 2h"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:started; with --wait: all traffic is at the destination; with --dry-run: it may begin",
            "1:refused or failed",
            "2:wrong usage",
            "3:with --wait: rolled back",
            "4:with --wait: not done within --timeout"
        })
final class ShiftStartCommand extends ShiftSubcommand {
    @Mixin
    private DraftOptions draft;

    @Mixin
    private WaitOptions waiting;

    @Parameters(paramLabel = "SERVICE", description = "What is moved, of the namespace; or NAMESPACE/SERVICE.")
    private String service;

    @Option(names = "--name", paramLabel = "NAME", description = "Of the shift; default: the service's.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--dry-run", description = "Tell what preflight says of it; start nothing.")
    private boolean dryRun;

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "The same for each try of a pipeline at the same start; default: another each time.")
    private Optional<String> key = Optional.empty();

    ShiftStartCommand(Outside outside) {
        super(outside);
    }

    @Override
    public Integer call() {
        ShiftId of = named(service);
        ServiceRef moved = option("SERVICE", () -> new ServiceRef(of.namespace(), of.name()));
        ShiftDraft wanted = draft.of(moved, new ShiftId(of.namespace(), name.orElse(of.name())), "gangway shift start");
        boolean waits = waiting.isWanted();
        if (dryRun) {
            return tell(outside().preflights(server()).of(wanted));
        }
        Shifts shifts = shifts();
        ShiftSeen begun =
                shifts.start(wanted, key.orElseGet(() -> UUID.randomUUID().toString()));
        if (waits) {
            return watch(shifts, begun, Goal.SUCCESS, 0, waiting.timeout());
        }
        show(begun);
        return ExitCodes.DONE;
    }

    private int tell(PreflightReport report) {
        print(output().text(outside(), report));
        talk("dry run: nothing was started");
        return report.mayBegin() ? ExitCodes.DONE : ExitCodes.FAILED;
    }
}
