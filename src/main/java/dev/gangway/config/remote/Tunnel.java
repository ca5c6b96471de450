package dev.gangway.config.remote;

import dev.gangway.cli.BearerToken;
import dev.gangway.cli.ServerAddress.InCluster;
import dev.gangway.cli.ServerUnreachableException;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Comparator;
import java.util.Optional;

/**
 * Reaches a Gangway through the API server of its cluster, as {@code kubectl port-forward} does. Unlike the API server's proxy
 * of Services, which takes the caller's token out, this lets Gangway see who asks; and a NetworkPolicy lets it through.
 *
 * <p>It is dug when it is needed, to a ready pod, and anew when that pod is gone. It ends with the process.
 */
final class Tunnel implements Road {
    private static final String LABEL = "app.kubernetes.io/name";
    private static final String GANGWAY = "gangway";
    private static final int PORT = 8080;

    private final InCluster place;
    private Optional<KubernetesClient> client = Optional.empty();
    private Optional<LocalPortForward> open = Optional.empty();

    /** Calls nobody yet. */
    Tunnel(InCluster place) {
        this.place = place;
    }

    @Override
    public synchronized URI base() {
        if (open.isEmpty()) {
            open = Optional.of(dig());
        }
        return URI.create("http://127.0.0.1:" + open.get().getLocalPort());
    }

    @Override
    public synchronized void lost() {
        open.ifPresent(forward -> {
            try {
                forward.close();
            } catch (IOException e) {
                throw new UncheckedIOException("a local port can't be closed", e);
            }
        });
        open = Optional.empty();
    }

    @Override
    public synchronized Optional<BearerToken> token() {
        Config config = client().getConfiguration();
        String token = config.getOauthTokenProvider() == null
                ? Optional.ofNullable(config.getOauthToken()).orElse(config.getAutoOAuthToken())
                : config.getOauthTokenProvider().getToken();
        return Optional.ofNullable(token).filter(some -> !some.isBlank()).map(BearerToken::of);
    }

    private LocalPortForward dig() {
        try {
            Pod pod =
                    client().pods().inNamespace(place.namespace()).withLabel(LABEL, GANGWAY).list().getItems().stream()
                            .filter(Readiness.getInstance()::isReady)
                            .min(Comparator.comparing(
                                    ready -> ready.getMetadata().getName()))
                            .orElseThrow(() -> new ServerUnreachableException(
                                    "%s has no ready pod with the label %s=%s: name its namespace with --gangway-namespace, or its address with --server"
                                            .formatted(place, LABEL, GANGWAY),
                                    null));
            return client().pods()
                    .inNamespace(place.namespace())
                    .withName(pod.getMetadata().getName())
                    .portForward(PORT, InetAddress.getLoopbackAddress(), 0);
        } catch (KubernetesClientException refused) {
            String why = refused.getStatus() == null || refused.getStatus().getMessage() == null
                    ? "its API server does not answer"
                    : refused.getStatus().getMessage();
            throw new ServerUnreachableException("%s can't be reached: %s".formatted(place, why), refused);
        }
    }

    private KubernetesClient client() {
        if (client.isEmpty()) {
            client = Optional.of(new KubernetesClientBuilder()
                    .withConfig(Kubeconfigs.config(place.context()))
                    .build());
        }
        return client.get();
    }
}
