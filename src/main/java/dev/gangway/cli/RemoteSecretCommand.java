package dev.gangway.cli;

import dev.gangway.control.RefusedException;
import dev.gangway.control.remotesecret.RemoteSecretRequest;
import dev.gangway.control.remotesecret.RemoteSecretState;
import dev.gangway.control.remotesecret.RemoteSecrets;
import dev.gangway.domain.traffic.ClusterName;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gangway remote-secret}: lets the istiod of one cluster read another one. */
@Command(
        name = "remote-secret",
        description = {
            "Makes the Secret by which the istiod of one cluster reads another one, as istioctl create-remote-secret does. No"
                    + " token is shown."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  gangway remote-secret --cluster eks1 --in k8s2",
            "  gangway remote-secret --cluster eks1 --in k8s2 --api-server https://api.eks1.example:6443 --replace"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it stands", "1:refused, or not known", "2:wrong usage"})
final class RemoteSecretCommand implements Callable<Integer> {
    private final Outside outside;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServerOptions server;

    @Mixin
    private OutputOption output;

    @Option(
            names = "--cluster",
            required = true,
            paramLabel = "CLUSTER",
            converter = Clusters.class,
            description = "The MeshCluster that is to be read.")
    private ClusterName cluster;

    @Option(
            names = "--in",
            required = true,
            paramLabel = "CLUSTER",
            converter = Clusters.class,
            description = "The MeshCluster whose istiod is to read it.")
    private ClusterName in;

    @Option(
            names = "--api-server",
            paramLabel = "URL",
            description = "Where that istiod reaches the API server; default: what Gangway uses itself.")
    private Optional<String> apiServer = Optional.empty();

    @Option(names = "--replace", description = "Write over one that stands.")
    private boolean replace;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "1m",
            converter = Patience.Reader.class,
            description = "How long to wait for Kubernetes to make a token; default: ${DEFAULT-VALUE}.")
    private Duration timeout;

    RemoteSecretCommand(Outside outside) {
        this.outside = outside;
    }

    @Override
    public Integer call() {
        try {
            RemoteSecrets secrets = outside.remoteSecrets(server.address());
            RemoteSecretRequest request = new RemoteSecretRequest(cluster, in, apiServer, replace);
            RemoteSecretState state =
                    new Patience(outside, timeout).until(() -> secrets.make(request), RemoteSecretState::isComplete);
            PrintWriter out = spec.commandLine().getOut();
            out.print(output.isJson() ? outside.json(state) + "\n" : words(state));
            out.flush();
            state.waitingFor()
                    .ifPresent(what -> talk(
                            "given up after %d s: %s; run it again to go on".formatted(timeout.toSeconds(), what)));
            return state.isComplete() ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (RefusedException refused) {
            talk("refused: " + refused.getMessage());
            return ExitCode.SOFTWARE;
        } catch (ServerUnreachableException unreachable) {
            talk("failed: " + unreachable.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    private static String words(RemoteSecretState state) {
        String what =
                switch (state.outcome()) {
                    case MADE -> "has been made";
                    case REPLACED -> "has been written over";
                    case STANDS -> "stood already, just so";
                    case WAITING -> "does not stand yet";
                };
        return "Secret %s in %s %s: istiod reads %s at %s%n"
                .formatted(state.secret(), state.in(), what, state.cluster(), state.apiServer());
    }

    private void talk(String words) {
        spec.commandLine().getErr().println(words);
    }
}
