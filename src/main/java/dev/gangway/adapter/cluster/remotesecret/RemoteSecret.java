package dev.gangway.adapter.cluster.remotesecret;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.gangway.domain.traffic.ClusterName;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;

/**
 * The Secret by which an istiod reads another cluster, as {@code istioctl create-remote-secret} writes it. Never shown.
 *
 * @param cluster that is read: Istio takes the key for the cluster's id
 * @param namespace the root namespace of the cluster whose istiod reads
 * @param address of the API server
 * @param token to show to it
 */
record RemoteSecret(ClusterName cluster, String namespace, ApiServerAddress address, ReaderToken token) {
    /** What Istio looks for. */
    static final Map<String, String> LABEL = Map.of("istio/multiCluster", "true");

    static final String MANAGER_LABEL = "app.kubernetes.io/managed-by";
    static final String MANAGER = "gangway";

    private static final String CLUSTER = "networking.istio.io/cluster";
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    static String name(ClusterName cluster) {
        return "istio-remote-secret-" + cluster;
    }

    static boolean isOurs(JsonNode secret) {
        return secret.path("metadata")
                .path("labels")
                .path(MANAGER_LABEL)
                .asText("")
                .equals(MANAGER);
    }

    /** Whether a Secret is this one, to the last byte that counts. */
    boolean stands(ObjectNode secret) {
        return laidOver(secret).equals(secret);
    }

    /** Whether a Secret gives access with this token, at whatever address. */
    boolean isAnswered(ObjectNode secret) {
        String encoded = secret.path("data").path(cluster.value()).asText("");
        try {
            JsonNode kubeconfig = YAML.readTree(Base64.getDecoder().decode(encoded));
            return kubeconfig.at("/users/0/user/token").asText("").equals(token.token())
                    && kubeconfig
                            .at("/clusters/0/cluster/certificate-authority-data")
                            .asText("")
                            .equals(token.authority())
                    && !kubeconfig.at("/clusters/0/cluster/server").asText("").isEmpty()
                    && secret.path("metadata")
                            .path("labels")
                            .path("istio/multiCluster")
                            .asText("")
                            .equals("true");
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    ObjectNode fresh() {
        ObjectNode secret = new ObjectMapper().createObjectNode();
        secret.put("apiVersion", "v1").put("kind", "Secret").put("type", "Opaque");
        secret.putObject("metadata").put("namespace", namespace).put("name", name(cluster));
        return laidOver(secret);
    }

    /** The same Secret with other contents, whatever it was. */
    ObjectNode laidOver(ObjectNode standing) {
        ObjectNode secret = standing.deepCopy();
        ObjectNode labels = secret.withObject("/metadata/labels");
        LABEL.forEach(labels::put);
        labels.put(MANAGER_LABEL, MANAGER);
        secret.withObject("/metadata/annotations").put(CLUSTER, cluster.value());
        secret.putObject("data")
                .put(
                        cluster.value(),
                        Base64.getEncoder().encodeToString(kubeconfig().getBytes(UTF_8)));
        return secret;
    }

    private String kubeconfig() {
        String name = cluster.value();
        ObjectNode kubeconfig = YAML.createObjectNode();
        kubeconfig.put("apiVersion", "v1").put("kind", "Config").put("current-context", name);
        kubeconfig
                .putArray("clusters")
                .addObject()
                .put("name", name)
                .putObject("cluster")
                .put("certificate-authority-data", token.authority())
                .put("server", address.text());
        kubeconfig
                .putArray("users")
                .addObject()
                .put("name", name)
                .putObject("user")
                .put("token", token.token());
        kubeconfig
                .putArray("contexts")
                .addObject()
                .put("name", name)
                .putObject("context")
                .put("cluster", name)
                .put("user", name);
        try {
            return YAML.writeValueAsString(kubeconfig);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can't be written as YAML");
        }
    }

    /** What is in it is for nobody's eyes. */
    @Override
    public String toString() {
        return "the remote secret of " + cluster;
    }
}
