package dev.gangway.sim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** What can be wrong with the settings of the destination's istiod and of its injector. */
final class MeshConfigFaults {
    private static final String CLUSTER = Topology.DESTINATION;

    private MeshConfigFaults() {}

    static List<ObjectEdit> networkLabelMissing() {
        return List.of(ObjectEdit.change(
                ObjectPlace.of(CLUSTER, "v1", "Namespace", "", Installation.NAMESPACE),
                namespace -> namespace.withObject("/metadata/labels").remove(Topology.NETWORK_LABEL)));
    }

    static List<ObjectEdit> networkDiffers() {
        return List.of(values(values -> values.withObject("/global").put("network", "default")));
    }

    static List<ObjectEdit> clusterIdDiffers() {
        return List.of(
                values(values -> values.withObject("/global/multiCluster").put("clusterName", "Kubernetes")));
    }

    static List<ObjectEdit> meshIdDiffers() {
        return List.of(
                mesh(mesh -> mesh.withObject("/defaultConfig").put("meshId", "prd-aws")),
                values(values -> values.withObject("/global").put("meshID", "prd-aws")));
    }

    static List<ObjectEdit> trustDomainDiffers() {
        return List.of(mesh(mesh -> mesh.put("trustDomain", "eks1.local")));
    }

    static List<ObjectEdit> clusterLocal() {
        return List.of(mesh(mesh -> {
            ObjectNode setting = mesh.putArray("serviceSettings").addObject();
            setting.putObject("settings").put("clusterLocal", true);
            setting.putArray("hosts").add("*." + Topology.NAMESPACE + ".svc.cluster.local");
        }));
    }

    static List<ObjectEdit> discoverySelectors() {
        return List.of(mesh(mesh -> mesh.putArray("discoverySelectors")
                .addObject()
                .putObject("matchLabels")
                .put("istio-discovery", "enabled")));
    }

    private static ObjectEdit mesh(Consumer<ObjectNode> change) {
        return text("istio", "mesh", change, mesh -> Serialization.asYaml(mesh).replaceFirst("^---\n", ""));
    }

    private static ObjectEdit values(Consumer<ObjectNode> change) {
        return text("istio-sidecar-injector", "values", change, ObjectNode::toPrettyString);
    }

    /** Changes the text that stands under a key of a ConfigMap. */
    private static ObjectEdit text(
            String name, String key, Consumer<ObjectNode> change, Function<ObjectNode, String> print) {
        return ObjectEdit.change(
                ObjectPlace.of(CLUSTER, "v1", "ConfigMap", Installation.NAMESPACE, name), configMap -> {
                    ObjectNode data = configMap.withObject("/data");
                    ObjectNode content = Serialization.unmarshal(data.path(key).asText(), ObjectNode.class);
                    change.accept(content);
                    data.put(key, print.apply(content));
                });
    }
}
