package dev.gangway.cli;

import dev.gangway.control.RefusedException;
import dev.gangway.control.enrolment.Enrolment;
import dev.gangway.control.enrolment.Enrolment.State;
import dev.gangway.control.enrolment.EnrolmentRequest;
import dev.gangway.control.enrolment.Enrolments;
import dev.gangway.domain.traffic.ClusterName;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gangway enroll}: a namespace's workloads into the mesh, one after another. */
@Command(
        name = "enroll",
        description = {
            "Labels a namespace for Istio's sidecars and restarts its workloads one after another, each healthy before the"
                    + " next. The server does it, and goes on when this command is broken off."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  gangway enroll --cluster eks1 --namespace shop --revision default",
            "  gangway enroll --cluster eks1 --namespace shop --attach",
            "  gangway enroll --cluster eks1 --namespace shop --disable --pace 0s"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:refused, or stopped at a workload", "2:wrong usage"})
final class EnrollCommand implements Callable<Integer> {
    private final Outside outside;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServerOptions server;

    @Option(names = "--cluster", required = true, paramLabel = "CLUSTER", description = "Where the namespace is.")
    private String cluster;

    @Option(
            names = {"-n", "--namespace"},
            required = true,
            paramLabel = "NAMESPACE",
            description = "Whose workloads are restarted.")
    private String namespace;

    @Option(
            names = "--revision",
            paramLabel = "REVISION",
            description = "Istio's revision or tag, such as default; needed but for --disable and --attach.")
    private Optional<String> revision = Optional.empty();

    @Option(
            names = "--pace",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "Between a healthy workload and the next restart, 0s to 1h; default: ${DEFAULT-VALUE}.")
    private String pace;

    @Option(names = "--disable", description = "Take the namespace out of the mesh instead.")
    private boolean disable;

    @Option(names = "--force", description = "Do it although traffic would move by itself.")
    private boolean force;

    @Option(names = "--attach", description = "Look at what is under way; start nothing.")
    private boolean attach;

    @Option(names = "--detach", description = "Do not wait for the end.")
    private boolean detach;

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

    EnrollCommand(Outside outside) {
        this.outside = outside;
    }

    @Override
    public Integer call() {
        ClusterName name = option("--cluster", () -> new ClusterName(cluster));
        Optional<EnrolmentRequest> request = attach ? Optional.empty() : Optional.of(request(name));
        Enrolments enrolments = outside.enrolments(server.address());
        try {
            Enrolment begun = request.isPresent() ? enrolments.start(request.get()) : found(enrolments, name);
            if (!detach && begun.isRunning()) {
                return finish(watch(enrolments, begun));
            }
            return finish(begun);
        } catch (RefusedException refused) {
            talk("refused: " + refused.getMessage());
            return ExitCode.SOFTWARE;
        } catch (ServerUnreachableException unreachable) {
            talk("failed: " + unreachable.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    private EnrolmentRequest request(ClusterName name) {
        if (revision.isEmpty() && !disable) {
            throw wrong("which revision? Give --revision default, or --disable to take the namespace out");
        }
        try {
            return new EnrolmentRequest(
                    name,
                    namespace,
                    revision.orElse(""),
                    EnrolmentRequest.pace(pace),
                    disable,
                    force,
                    "gangway enroll");
        } catch (RefusedException refused) {
            throw wrong("--" + refused.field() + ": " + refused.getMessage());
        }
    }

    private Enrolment found(Enrolments enrolments, ClusterName name) {
        return enrolments
                .find(name, namespace)
                .orElseThrow(() -> new RefusedException(
                        RefusedException.Kind.NOT_FOUND,
                        "namespace",
                        "namespace %s of cluster %s was never enrolled by Gangway".formatted(namespace, name)));
    }

    private Enrolment watch(Enrolments enrolments, Enrolment begun) {
        String again =
                "It goes on in the server. Look again:  gangway enroll --cluster %s --namespace %s --attach%nStop it:  curl -X DELETE %s/api/v1/clusters/%1$s/namespaces/%2$s/enrolment"
                        .formatted(cluster, namespace, server.address().uri());
        Screen screen = outside.screen();
        EnrolmentWatch watch =
                new EnrolmentWatch(enrolments, screen, spec.commandLine().getErr());
        try {
            return screen.whileSaying(again, () -> watch.untilItEnds(begun));
        } catch (ServerUnreachableException lost) {
            talk(again);
            throw lost;
        }
    }

    private int finish(Enrolment enrolment) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(output == Output.JSON ? outside.json(enrolment) : EnrolmentText.table(enrolment));
        out.flush();
        boolean well = enrolment.isRunning() || enrolment.state() == State.DONE;
        return well ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private <T> T option(String name, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw wrong(name + ": " + e.getMessage());
        }
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    private void talk(String words) {
        spec.commandLine().getErr().println(words);
    }
}
