package dev.gangway.adapter.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.client.Config;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The kubeconfig that Gangway itself is configured with. Whoever runs Gangway has written it, so programs that it names are run
 * (exec plugins); a MeshCluster names one of its contexts and never a path.
 */
final class KubeconfigFile {
    private static final Logger LOG = Logger.getLogger(KubeconfigFile.class);
    private static final long MOST_BYTES = 1 << 20;

    private final List<Path> files;
    private final Duration patience;
    private final Map<KubeconfigContext, CompletableFuture<Config>> underway = new ConcurrentHashMap<>();

    /**
     * Reads nothing yet.
     *
     * @param files of several the first with the context counts
     * @param patience how long an exec plugin may take
     */
    KubeconfigFile(List<Path> files, Duration patience) {
        this.files = List.copyOf(files);
        this.patience = patience;
    }

    /** Where kubectl would look too: KUBECONFIG, or else {@code ~/.kube/config}. */
    static List<Path> byDefault() {
        return Config.getKubeconfigFilenames().stream().map(Path::of).toList();
    }

    /** Reads it anew. Throws IllegalArgumentException, without any secret in it, when there is no such context. */
    WayIn find(String context) {
        for (Path file : files) {
            Optional<KubeconfigContext> found = KubeconfigContext.parse(text(file))
                    .flatMap(kubeconfig -> KubeconfigContext.of(kubeconfig, context));
            if (found.isPresent()) {
                return wayIn(file.toFile(), found.get());
            }
        }
        throw new IllegalArgumentException(
                "Gangway's kubeconfig (gangway.kubeconfig, KUBECONFIG or ~/.kube/config) has no context '%s' with its cluster,"
                                .formatted(context)
                        + " that cluster's server and its user");
    }

    private WayIn wayIn(File file, KubeconfigContext context) {
        if (context.user().getTokenFile() != null) {
            throw new IllegalArgumentException(
                    "context '%s' of Gangway's kubeconfig has a tokenFile, which is not followed: use token or exec"
                            .formatted(context.name()));
        }
        return new WayIn(context.content(), () -> config(file, context));
    }

    /** Not begun again while it has not ended: a program that hangs costs one thread. */
    private Config config(File file, KubeconfigContext context) {
        CompletableFuture<Config> making = underway.computeIfAbsent(context, key -> making(file, context));
        try {
            Config config = making.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            underway.remove(context, making);
            return checked(config, context);
        } catch (TimeoutException e) {
            throw new IllegalArgumentException(
                    "the exec plugin of context '%s' has not ended within %d s, and is waited for"
                            .formatted(context.name(), patience.toSeconds()));
        } catch (ExecutionException e) {
            underway.remove(context, making);
            LOG.debugf(
                    "the kubeconfig is refused with a %s",
                    e.getCause().getClass().getName());
            throw new IllegalArgumentException(
                    "context '%s' of Gangway's kubeconfig can't be used".formatted(context.name()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalArgumentException(
                    "the exec plugin of context '%s' was given up".formatted(context.name()));
        }
    }

    private static CompletableFuture<Config> making(File file, KubeconfigContext context) {
        CompletableFuture<Config> made = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> made.completeAsync(() -> Config.fromKubeconfig(context.name(), file), Runnable::run),
                "gangway-exec-" + context.name());
        thread.setDaemon(true);
        thread.start();
        return made;
    }

    /** The file may have changed since it was looked at, and the library then takes another context without a word. */
    private static Config checked(Config config, KubeconfigContext context) {
        if (config.getCurrentContext() == null
                || !context.name().equals(config.getCurrentContext().getName())) {
            throw new IllegalArgumentException(
                    "context '%s' has gone from Gangway's kubeconfig".formatted(context.name()));
        }
        boolean hasCredential = config.getAutoOAuthToken() != null || config.getClientCertData() != null;
        if (context.user().getExec() != null && !hasCredential) {
            throw new IllegalArgumentException(
                    "the exec plugin of context '%s' has given neither a token nor a certificate"
                            .formatted(context.name()));
        }
        return config;
    }

    private static String text(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return "";
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new IllegalArgumentException(
                        "Gangway's kubeconfig is longer than %d bytes".formatted(MOST_BYTES));
            }
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Gangway's kubeconfig can't be read: " + e.getClass().getSimpleName(), e);
        }
    }
}
