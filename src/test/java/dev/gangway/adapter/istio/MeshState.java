package dev.gangway.adapter.istio;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All routes and rules of the clusters as they stand, as somebody sees them who looks at both. */
record MeshState(Map<String, Map<String, ObjectNode>> byCluster) {
    private static final Set<String> SERVERS =
            Set.of("resourceVersion", "uid", "creationTimestamp", "generation", "managedFields");
    private static final ObjectMapper JSON = new ObjectMapper();

    static MeshState of(Mesh mesh) {
        Map<String, Map<String, ObjectNode>> byCluster = new TreeMap<>();
        for (String cluster : mesh.gates.keySet()) {
            Map<String, ObjectNode> objects = new TreeMap<>();
            for (IstioKind kind : IstioKind.values()) {
                stored(mesh.client(cluster), kind).forEach(object -> {
                    ObjectNode tree = JSON.valueToTree(object);
                    ((ObjectNode) tree.get("metadata")).remove(SERVERS);
                    objects.put(ObjectKey.of(tree).toString(), tree);
                });
            }
            byCluster.put(cluster, objects);
        }
        return new MeshState(byCluster);
    }

    /** Makes the clusters so again, past any router. */
    void putBack(Mesh mesh) {
        byCluster.forEach((cluster, wanted) -> {
            KubernetesClient client = mesh.client(cluster);
            Set<String> standing = new HashSet<>();
            for (IstioKind kind : IstioKind.values()) {
                for (GenericKubernetesResource object : stored(client, kind)) {
                    ObjectNode tree = JSON.valueToTree(object);
                    String key = ObjectKey.of(tree).toString();
                    if (wanted.containsKey(key)) {
                        standing.add(key);
                        ObjectNode before = wanted.get(key).deepCopy();
                        ((ObjectNode) before.get("metadata"))
                                .put("resourceVersion", object.getMetadata().getResourceVersion());
                        var unused = resource(client, kind, before).update();
                    } else {
                        var unused = client.resource(object).delete();
                    }
                }
            }
            wanted.forEach((key, object) -> {
                if (!standing.contains(key)) {
                    var unused = resource(client, IstioKind.of(object), object).create();
                }
            });
        });
    }

    /** Those of one kind in a cluster. */
    List<ObjectNode> of(String cluster, IstioKind kind) {
        return byCluster.get(cluster).values().stream()
                .filter(object -> IstioKind.of(object) == kind)
                .toList();
    }

    private static List<GenericKubernetesResource> stored(KubernetesClient client, IstioKind kind) {
        return client.genericKubernetesResources(kind.served())
                .inAnyNamespace()
                .list()
                .getItems();
    }

    private static io.fabric8.kubernetes.client.dsl.Resource<GenericKubernetesResource> resource(
            KubernetesClient client, IstioKind kind, ObjectNode object) {
        return client.genericKubernetesResources(kind.served())
                .resource(client.getKubernetesSerialization().convertValue(object, GenericKubernetesResource.class));
    }
}
