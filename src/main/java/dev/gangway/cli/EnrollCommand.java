package dev.gangway.cli;

import dev.gangway.control.RefusedException;
import dev.gangway.control.enrolment.Enrolment;
import dev.gangway.control.enrolment.Enrolment.State;
import dev.gangway.control.enrolment.EnrolmentRequest;
import dev.gangway.control.enrolment.Enrolments;
import dev.gangway.domain.traffic.ClusterName;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
final class EnrollCommand extends ServerCommand {
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
            description = "Istio's revision or tag, such as default; needed but for --disable, --attach and --stop.")
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

    @Option(names = "--stop", description = "Stop what is under way after the workload at hand.")
    private boolean stop;

    @Option(names = "--detach", description = "Do not wait for the end.")
    private boolean detach;

    @Mixin
    private OutputOption output;

    EnrollCommand(Outside outside) {
        super(outside);
    }

    @Override
    public Integer call() {
        ClusterName name = option("--cluster", () -> new ClusterName(cluster));
        if (attach && stop) {
            throw wrong("give either --attach or --stop");
        }
        Optional<EnrolmentRequest> request = attach || stop ? Optional.empty() : Optional.of(request(name));
        Enrolments enrolments = outside().enrolments(server());
        if (stop) {
            return finish(enrolments.stop(name, namespace, "gangway enroll"));
        }
        Enrolment begun = request.isPresent() ? enrolments.start(request.get()) : found(enrolments, name);
        if (!detach && begun.isRunning()) {
            return finish(watch(enrolments, begun));
        }
        return finish(begun);
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
        String same = "gangway enroll --cluster %s --namespace %s".formatted(cluster, namespace);
        String again = "It goes on in the server. Look again:  %1$s --attach%nStop it:  %1$s --stop".formatted(same);
        Screen screen = outside().screen();
        EnrolmentWatch watch = new EnrolmentWatch(enrolments, screen, err());
        try {
            return screen.whileSaying(again, () -> watch.untilItEnds(begun));
        } catch (ServerUnreachableException lost) {
            talk(again);
            throw lost;
        }
    }

    private int finish(Enrolment enrolment) {
        print(output.text(outside(), () -> EnrolmentText.table(enrolment) + "\n", () -> outside()
                .json(enrolment)));
        boolean well = enrolment.isRunning() || enrolment.state() == State.DONE;
        return well ? ExitCodes.DONE : ExitCodes.FAILED;
    }
}
