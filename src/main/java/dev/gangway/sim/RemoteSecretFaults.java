package dev.gangway.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What can be wrong with the secret by which the source's istiod reads the destination. */
final class RemoteSecretFaults {
    private static final String KEY = Topology.DESTINATION;
    private static final ObjectPlace SECRET =
            ObjectPlace.of(Topology.SOURCE, "v1", "Secret", Installation.NAMESPACE, "istio-remote-secret-" + KEY);
    private static final Duration TOKEN_LIFE = Duration.ofDays(365);

    private RemoteSecretFaults() {}

    static List<ObjectEdit> missing() {
        return List.of(ObjectEdit.remove(SECRET));
    }

    static List<ObjectEdit> keyDiffers() {
        return List.of(ObjectEdit.change(SECRET, secret -> {
            ObjectNode data = secret.withObject("/data");
            data.set("Kubernetes", data.remove(KEY));
        }));
    }

    static List<ObjectEdit> onLoopback() {
        return List.of(kubeconfig(kubeconfig ->
                ((ObjectNode) kubeconfig.at("/clusters/0/cluster")).put("server", "https://127.0.0.1:6443")));
    }

    static List<ObjectEdit> expired(FaultScene scene) {
        Instant expiry = scene.now().minus(Duration.ofDays(1));
        String token = ServiceAccountToken.of(
                Installation.NAMESPACE, Installation.READER, expiry.minus(TOKEN_LIFE), Optional.of(expiry));
        return List.of(kubeconfig(kubeconfig -> ((ObjectNode) kubeconfig.at("/users/0/user")).put("token", token)));
    }

    /** Changes the kubeconfig in it, by whichever key it stands. */
    private static ObjectEdit kubeconfig(Consumer<ObjectNode> change) {
        return ObjectEdit.change(SECRET, secret -> {
            ObjectNode data = secret.withObject("/data");
            for (Map.Entry<String, JsonNode> entry : data.properties()) {
                byte[] text = Base64.getDecoder().decode(entry.getValue().asText());
                ObjectNode kubeconfig = Serialization.unmarshal(new String(text, UTF_8), ObjectNode.class);
                change.accept(kubeconfig);
                entry.setValue(TextNode.valueOf(MeshTrust.encoded(Serialization.asYaml(kubeconfig))));
            }
        });
    }
}
