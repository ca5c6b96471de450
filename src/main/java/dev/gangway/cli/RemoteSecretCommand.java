package dev.gangway.cli;

import dev.gangway.control.remotesecret.RemoteSecretRequest;
import dev.gangway.control.remotesecret.RemoteSecretState;
import dev.gangway.control.remotesecret.RemoteSecrets;
import dev.gangway.domain.traffic.ClusterName;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
        exitCodeList = {"0:it stands", "1:refused, or not known", "2:wrong usage", "4:not within --timeout"})
final class RemoteSecretCommand extends ServerCommand {
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
        super(outside);
    }

    @Override
    public Integer call() {
        RemoteSecrets secrets = outside().remoteSecrets(server());
        RemoteSecretRequest request = new RemoteSecretRequest(cluster, in, apiServer, replace);
        RemoteSecretState state = new Patience(outside(), Optional.of(timeout))
                .until(() -> secrets.make(request), RemoteSecretState::isComplete);
        print(output.text(outside(), () -> words(state), () -> outside().json(state)));
        state.waitingFor()
                .ifPresent(what ->
                        talk("given up after %d s: %s; run it again to go on".formatted(timeout.toSeconds(), what)));
        return state.isComplete() ? ExitCodes.DONE : ExitCodes.TIMED_OUT;
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
}
