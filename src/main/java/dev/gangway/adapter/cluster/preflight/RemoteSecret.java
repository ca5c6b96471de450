package dev.gangway.adapter.cluster.preflight;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Secret by which an istiod reads other clusters. What is secret of it is not kept.
 *
 * @param words which
 * @param annotatedFor the cluster in its annotation, which istioctl writes and istiod does not read
 * @param accesses one for each key
 */
record RemoteSecret(String words, Optional<String> annotatedFor, List<Access> accesses) {
    /** How istiod finds them. */
    static final String SELECTOR = "istio/multiCluster=true";

    private static final String NAME = "istio-remote-secret-";
    private static final String CLUSTER = "networking.istio.io/cluster";

    /**
     * The way to one cluster.
     *
     * @param key the cluster's id, as istiod takes it
     * @param server the API server's address; empty where the kubeconfig can't be read
     * @param life of the token; empty = none that says so
     */
    record Access(String key, Optional<String> server, Optional<TokenLife> life) {}

    /** Copies the accesses. */
    RemoteSecret {
        accesses = List.copyOf(accesses);
    }

    /** As {@code istioctl create-remote-secret} names it. */
    static String nameFor(String cluster) {
        return NAME + cluster;
    }

    static RemoteSecret of(KubernetesObject secret) {
        List<Access> accesses = new ArrayList<>();
        for (Map.Entry<String, String> entry : secret.map("/data").entrySet()) {
            Optional<JsonNode> kubeconfig = decoded(entry.getValue()).flatMap(YamlText::read);
            accesses.add(new Access(
                    entry.getKey(),
                    kubeconfig.flatMap(RemoteSecret::server),
                    kubeconfig.flatMap(RemoteSecret::token).flatMap(TokenLife::of)));
        }
        return new RemoteSecret(secret.words(), secret.annotation(CLUSTER), accesses);
    }

    Optional<Access> access(String cluster) {
        return accesses.stream().filter(access -> access.key().equals(cluster)).findFirst();
    }

    /** Whether it was made for a cluster, whatever its key says. */
    boolean isMeantFor(String cluster) {
        return annotatedFor.filter(cluster::equals).isPresent() || words.endsWith("/" + nameFor(cluster));
    }

    private static Optional<String> server(JsonNode kubeconfig) {
        String cluster = context(kubeconfig).path("cluster").asText();
        return text(named(kubeconfig.path("clusters"), cluster).path("cluster").path("server"))
                .filter(RemoteSecret::isAddress);
    }

    private static Optional<String> token(JsonNode kubeconfig) {
        String user = context(kubeconfig).path("user").asText();
        return text(named(kubeconfig.path("users"), user).path("user").path("token"));
    }

    private static JsonNode context(JsonNode kubeconfig) {
        return named(
                        kubeconfig.path("contexts"),
                        kubeconfig.path("current-context").asText())
                .path("context");
    }

    private static JsonNode named(JsonNode list, String name) {
        for (JsonNode entry : list) {
            if (entry.path("name").asText().equals(name)) {
                return entry;
            }
        }
        return MissingNode.getInstance();
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.of(node.asText("")).filter(text -> !text.isEmpty());
    }

    /** What is none is not repeated: it may be anything. */
    private static boolean isAddress(String server) {
        try {
            URI address = URI.create(server);
            return address.getHost() != null && address.getUserInfo() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(text), UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
