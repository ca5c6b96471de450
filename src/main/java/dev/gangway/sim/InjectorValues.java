package dev.gangway.sim;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;

/**
 * What the injector of a cluster writes into new pods, from the ConfigMap that its installation has left. Pods that stand keep what
 * they were given.
 *
 * @param network the label of pods, and {@code ISTIO_META_NETWORK} of their proxies
 * @param environment of the proxies, by the names of the variables
 * @param image of the proxies
 */
record InjectorValues(String network, Map<String, String> environment, String image) {
    InjectorValues {
        environment = Map.copyOf(environment);
    }

    /** As they stand; {@code network} is for a cluster that says none. */
    static InjectorValues read(ObjectStore store, String network) {
        JsonNode values = store.read(
                        ServedResource.of("v1", "ConfigMap"), Installation.NAMESPACE, "istio-sidecar-injector")
                .map(map -> map.path("data").path("values").asText())
                .map(text -> Serialization.unmarshal(text, JsonNode.class).path("global"))
                .orElseGet(() -> Serialization.unmarshal("{}", JsonNode.class));
        String told = values.path("network").asText(network);
        Map<String, String> environment = Map.of(
                "ISTIO_META_CLUSTER_ID",
                values.path("multiCluster").path("clusterName").asText("Kubernetes"),
                "ISTIO_META_NETWORK",
                told,
                "ISTIO_META_MESH_ID",
                values.path("meshID").asText("cluster.local"));
        String hub = values.path("hub").asText("docker.io/istio");
        return new InjectorValues(
                told, environment, hub + "/proxyv2:" + values.path("tag").asText("latest"));
    }
}
