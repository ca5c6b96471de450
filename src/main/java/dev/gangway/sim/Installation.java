package dev.gangway.sim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Istio's charts and {@code istioctl create-remote-secret} leave in clusters that are to be one mesh over two networks: istiod,
 * an east-west gateway, a common root of trust, and in each cluster the access to the other one's API server.
 */
final class Installation {
    static final String NAMESPACE = "istio-system";
    /** Whose token the other cluster's istiod reads with. */
    static final String READER = "istio-reader-service-account";

    private static final String VERSION = "1.27.1";
    private static final Duration TOKEN_LIFE = Duration.ofDays(365);

    private final Instant now;
    private final MeshTrust trust;

    /** As of that time. */
    Installation(Instant now, MeshTrust trust) {
        this.now = now;
        this.trust = trust;
    }

    /** Installs it in a cluster. */
    void install(String cluster, ObjectStore store) {
        Map<String, String> values = new HashMap<>(trust.values(cluster));
        values.putAll(values(cluster));
        Stream.of("istiod.yaml", "trust.yaml", "eastwest-gateway.yaml").forEach(file -> create(file, values, store));
        Topology.MESH.stream()
                .filter(other -> !other.equals(cluster))
                .forEach(other -> create("remote-secret.yaml", remoteSecret(other), store));
    }

    private Map<String, String> remoteSecret(String cluster) {
        String kubeconfig = Furnishing.text(
                "remote-kubeconfig.yaml",
                Map.of(
                        "cluster", cluster,
                        "network", Topology.network(cluster),
                        "authority", MeshTrust.encoded(trust.apiServer(cluster)),
                        "token", ServiceAccountToken.of(NAMESPACE, READER, now, Optional.of(now.plus(TOKEN_LIFE)))));
        return Map.of("cluster", cluster, "kubeconfig", MeshTrust.encoded(kubeconfig));
    }

    private static Map<String, String> values(String cluster) {
        return Map.of(
                "cluster",
                cluster,
                "network",
                Topology.network(cluster),
                "version",
                VERSION,
                "subnet",
                cluster.equals(Topology.SOURCE) ? "96" : "112",
                "ingress",
                LoadBalancers.address(cluster, NAMESPACE, "istio-eastwestgateway")
                        .toString());
    }

    private void create(String file, Map<String, String> values, ObjectStore store) {
        objects(file, values).forEach(object -> store.create(object, now));
    }

    /** The objects of a file beside this class. */
    static List<ObjectNode> objects(String file, Map<String, String> values) {
        return Stream.of(Furnishing.text(file, values).split("\n---\n"))
                .map(text -> Serialization.unmarshal(text, ObjectNode.class))
                .toList();
    }
}
