package dev.gangway.cli;

import dev.gangway.control.PreflightReport;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gangway preflight}: what would keep a shift from beginning. */
@Command(
        name = "preflight",
        description = {
            "Checks what a shift needs in both clusters, between them and at Prometheus: of one that is there, or of one"
                    + " that might be started. Writes nothing."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  gangway preflight -n shop checkout",
            "  gangway preflight --service shop/checkout --source k8s2 --destination eks1"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing keeps the shift from beginning",
            "1:something does, or preflight could not be asked for",
            "2:wrong usage"
        })
final class PreflightCommand extends ServerCommand {
    @Mixin
    private NamespaceOption namespace;

    @Mixin
    private DraftOptions draft;

    @Mixin
    private OutputOption output;

    @Parameters(
            arity = "0..1",
            paramLabel = "SHIFT",
            completionCandidates = LiveNames.Shifts.class,
            description = "A shift that is there.")
    private Optional<String> shift = Optional.empty();

    @Option(
            names = "--service",
            paramLabel = "NS/NAME",
            description = "A service that might be moved, in place of SHIFT.")
    private Optional<String> service = Optional.empty();

    PreflightCommand(Outside outside) {
        super(outside);
    }

    @Override
    public Integer call() {
        PreflightReport report = report(outside().preflights(server()));
        print(output.text(
                outside(), () -> PreflightTable.of(report), () -> outside().json(report)));
        return report.mayBegin() ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private PreflightReport report(Preflights preflights) {
        if (shift.isPresent()) {
            if (service.isPresent()) {
                throw wrong("give either SHIFT or --service");
            }
            return preflights.of(namespace.shift(shift.get(), this));
        }
        String named = service.orElseThrow(() -> wrong("which shift? Give SHIFT, or --service"));
        ServiceRef of = option("--service", () -> Services.read(named));
        return preflights.of(draft.of(of, new ShiftId(of.namespace(), of.name()), "gangway preflight"));
    }
}
