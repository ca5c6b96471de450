package dev.gangway.cli;

import dev.gangway.cli.ServerAddress.InCluster;
import dev.gangway.cli.ServerAddress.Web;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a command finds the Gangway that it asks. */
final class ServerOptions {
    private static final URI AT_HAND = URI.create("http://localhost:8080");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description =
                    "The Gangway to ask; default: $GANGWAY_SERVER, the one of the kubeconfig's context, or localhost:8080.")
    private Optional<URI> server = Optional.empty();

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "A bearer token that is shown to it; default: $GANGWAY_TOKEN, or that of the context.")
    private Optional<Path> tokenFile = Optional.empty();

    @Option(names = "--context", paramLabel = "CONTEXT", description = "Of the kubeconfig; default: the current one.")
    private Optional<String> context = Optional.empty();

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "default: $KUBECONFIG, or ~/.kube/config.")
    private Optional<Path> kubeconfig = Optional.empty();

    @Option(
            names = "--gangway-namespace",
            paramLabel = "NAMESPACE",
            defaultValue = "gangway-system",
            description = "Where Gangway runs in the context's cluster; default: ${DEFAULT-VALUE}.")
    private String home;

    /** Where it is. Throws ParameterException for what makes no sense. */
    ServerAddress address(Outside outside) {
        Optional<BearerToken> token = tokenFile.map(BearerToken::in).or(() -> outside.environment("GANGWAY_TOKEN")
                .map(BearerToken::of));
        if (server.isPresent()) {
            return new ServerAddress(checked("--server", () -> new Web(server.get())), token);
        }
        Optional<String> given = outside.environment("GANGWAY_SERVER");
        if (given.isPresent() && context.isEmpty() && kubeconfig.isEmpty()) {
            return new ServerAddress(checked("GANGWAY_SERVER", () -> new Web(URI.create(given.get()))), token);
        }
        return kubeContext(outside)
                .map(there -> new ServerAddress(new InCluster(there, home), token))
                .orElseGet(() -> new ServerAddress(AT_HAND, token));
    }

    /** The namespace of the context, or {@code default}. */
    String namespace(Outside outside) {
        return kubeContext(outside).flatMap(KubeContext::namespace).orElse("default");
    }

    private Optional<KubeContext> kubeContext(Outside outside) {
        return checked("--context, --kubeconfig", () -> outside.context(kubeconfig, context));
    }

    private <T> T checked(String option, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), option + ": " + e.getMessage());
        }
    }
}
