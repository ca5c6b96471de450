package dev.gangway.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** What API servers of the simulated mesh tell over HTTP. */
final class ApiObjects {

    private ApiObjects() {}

    /** The body that stands at a path; "(nothing)" if nothing does. */
    static String text(SimulatedMesh mesh, String cluster, String path) {
        String body = mesh.client(cluster).raw(path);
        return body == null ? "(nothing)" : body;
    }

    static JsonNode at(SimulatedMesh mesh, String cluster, String path) {
        return json(text(mesh, cluster, path));
    }

    /** The kubeconfig in the remote secret of a cluster in another one. */
    static JsonNode remoteKubeconfig(SimulatedMesh mesh, String cluster, String of) {
        JsonNode secret = at(mesh, cluster, "/api/v1/namespaces/istio-system/secrets/istio-remote-secret-" + of);
        return Serialization.unmarshal(decoded(secret.path("data").path(of).asText()), JsonNode.class);
    }

    /** What a token claims. */
    static JsonNode claims(String token) {
        return json(new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), UTF_8));
    }

    static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), UTF_8);
    }

    /** Every object of every cluster that carries traffic, by where it stands, without its resourceVersion. */
    static Map<String, String> all(SimulatedMesh mesh) {
        Map<String, String> all = new TreeMap<>();
        for (String cluster : Topology.MESH) {
            KubernetesClient client = mesh.client(cluster);
            for (ServedResource kind : ServedResource.ALL) {
                String path = (kind.group().isEmpty() ? "/api/" : "/apis/") + kind.groupVersion() + "/" + kind.plural();
                for (JsonNode item : json(client.raw(path)).path("items")) {
                    ObjectNode metadata = (ObjectNode) item.path("metadata");
                    metadata.remove("resourceVersion");
                    all.put(
                            cluster + path + "/" + metadata.path("namespace").asText() + "/"
                                    + metadata.path("name").asText(),
                            item.toString());
                }
            }
        }
        return all;
    }

    private static JsonNode json(String text) {
        return Serialization.unmarshal(text, JsonNode.class);
    }
}
