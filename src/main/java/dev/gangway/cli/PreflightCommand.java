package dev.gangway.cli;

import dev.gangway.control.PreflightReport;
import dev.gangway.control.RefusedException;
import dev.gangway.control.ShiftDraft;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.Protocol;
import dev.gangway.domain.traffic.ServiceRef;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
final class PreflightCommand implements Callable<Integer> {
    private final Outside outside;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServerOptions server;

    @Parameters(arity = "0..1", paramLabel = "SHIFT", description = "A shift that is there.")
    private Optional<String> shift = Optional.empty();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            defaultValue = "default",
            description = "The shift's; default: ${DEFAULT-VALUE}.")
    private String namespace;

    @Option(
            names = "--service",
            paramLabel = "NS/NAME",
            description = "A service that might be moved, in place of SHIFT.")
    private Optional<String> service = Optional.empty();

    @Option(names = "--source", paramLabel = "CLUSTER", description = "Where it would come from.")
    private Optional<String> source = Optional.empty();

    @Option(names = "--destination", paramLabel = "CLUSTER", description = "Where it would go.")
    private Optional<String> destination = Optional.empty();

    @Option(names = "--policy", paramLabel = "NAME", description = "A ShiftPolicy of its namespace.")
    private Optional<String> policy = Optional.empty();

    @Option(names = "--protocol", paramLabel = "http|tcp", description = "What its clients speak; default: http.")
    private Protocol protocol = Protocol.HTTP;

    @Option(
            names = "--acknowledge",
            split = ",",
            paramLabel = "CHECK",
            description = "Accept this check's warning, as the shift would.")
    private List<String> acknowledged = List.of();

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

    PreflightCommand(Outside outside) {
        this.outside = outside;
    }

    @Override
    public Integer call() {
        Preflights preflights = outside.preflights(server.address());
        try {
            PreflightReport report = shift.isPresent() ? preflights.of(named(shift.get())) : preflights.of(draft());
            PrintWriter out = spec.commandLine().getOut();
            out.print(output == Output.JSON ? outside.json(report) + "\n" : PreflightTable.of(report));
            out.flush();
            return report.mayBegin() ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (RefusedException refused) {
            talk("refused: %s".formatted(refused.getMessage()));
            return ExitCode.SOFTWARE;
        } catch (ServerUnreachableException unreachable) {
            talk("failed: %s".formatted(unreachable.getMessage()));
            return ExitCode.SOFTWARE;
        }
    }

    private ShiftId named(String name) {
        if (service.isPresent()) {
            throw wrong("give either SHIFT or --service");
        }
        return new ShiftId(namespace, name);
    }

    private ShiftDraft draft() {
        ServiceRef of = read(service.orElseThrow(() -> wrong("which shift? Give SHIFT, or --service")));
        Set<String> accepted = new TreeSet<>(acknowledged);
        return new ShiftDraft(
                new ShiftId(of.namespace(), of.name()),
                of.name(),
                source.orElseThrow(() -> wrong("--source is needed beside --service")),
                destination.orElseThrow(() -> wrong("--destination is needed beside --service")),
                policy,
                List.of(),
                false,
                ShiftPlan.Mode.SHIFT,
                protocol,
                "gangway preflight",
                accepted);
    }

    private ServiceRef read(String text) {
        try {
            return Services.read(text);
        } catch (IllegalArgumentException e) {
            throw wrong("--service: " + e.getMessage());
        }
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    private void talk(String words) {
        spec.commandLine().getErr().println(words);
    }
}
