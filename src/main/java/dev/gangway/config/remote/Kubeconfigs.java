package dev.gangway.config.remote;

import dev.gangway.cli.KubeContext;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The kubeconfig of whoever runs the command line. */
public final class Kubeconfigs {
    private static final int CONNECT_MILLIS = (int) Duration.ofSeconds(5).toMillis();
    private static final int REQUEST_MILLIS = (int) Duration.ofSeconds(10).toMillis();

    private Kubeconfigs() {}

    /**
     * A context; empty where there is no kubeconfig, or no current context in it, and none is asked for.
     *
     * @param file empty = those that kubectl would read
     * @param name empty = the current one
     * @throws IllegalArgumentException that says what can't be read, or which contexts there are
     */
    public static Optional<KubeContext> find(Optional<Path> file, Optional<String> name) {
        boolean isThere = file.isPresent()
                || Config.getKubeconfigFilenames().stream().map(Path::of).anyMatch(Files::isRegularFile);
        if (!isThere) {
            if (name.isPresent()) {
                throw new IllegalArgumentException(
                        "there is no context '%s', since there is no kubeconfig: name one with --kubeconfig"
                                .formatted(name.get()));
            }
            return Optional.empty();
        }
        Config config = read(file, name);
        NamedContext found = config.getCurrentContext();
        if (name.isPresent() && (found == null || !name.get().equals(found.getName()))) {
            List<String> known = config.getContexts().stream()
                    .map(NamedContext::getName)
                    .sorted()
                    .toList();
            throw new IllegalArgumentException("there is no context '%s': name one of %s".formatted(name.get(), known));
        }
        return Optional.ofNullable(found)
                .map(context -> new KubeContext(
                        file,
                        context.getName(),
                        Optional.ofNullable(context.getContext().getNamespace()).filter(some -> !some.isBlank())));
    }

    /** What a client of that context needs. Few tries: somebody waits. */
    static Config config(KubeContext context) {
        Config config = read(context.kubeconfig(), Optional.of(context.name()));
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setRequestTimeout(REQUEST_MILLIS);
        config.setRequestRetryBackoffLimit(1);
        return config;
    }

    private static Config read(Optional<Path> file, Optional<String> name) {
        if (file.isEmpty()) {
            return Config.autoConfigure(name.orElse(null));
        }
        if (!Files.isReadable(file.get())) {
            throw new IllegalArgumentException("%s can't be read".formatted(file.get()));
        }
        try {
            return Config.fromKubeconfig(name.orElse(null), file.get().toFile());
        } catch (KubernetesClientException e) {
            throw new IllegalArgumentException("%s can't be read as a kubeconfig".formatted(file.get()), e);
        }
    }
}
