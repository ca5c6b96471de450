package dev.gangway.adapter.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes the objects of one cluster as trees, whole. Each call throws KubernetesClientException. */
public final class ClusterObjects {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;

    /** Those of this cluster. */
    public ClusterObjects(Member member) {
        this.client = member.client();
    }

    /** As it stands now; the namespace counts for nothing where the kind has none. */
    public Optional<ObjectNode> get(ServedKind kind, String namespace, String name) {
        var all = operation(kind);
        Resource<GenericKubernetesResource> one =
                kind.isNamespaced() ? all.inNamespace(namespace).withName(name) : all.withName(name);
        return Optional.ofNullable(one.get()).map(ClusterObjects::tree);
    }

    /** All of the cluster; answered with 404 where it does not serve the kind. */
    public List<ObjectNode> list(ServedKind kind) {
        return list(kind, Map.of());
    }

    /** All of the cluster with these labels. */
    public List<ObjectNode> list(ServedKind kind, Map<String, String> labels) {
        return kind.isNamespaced()
                ? trees(operation(kind).inAnyNamespace().withLabels(labels).list())
                : trees(operation(kind).withLabels(labels).list());
    }

    /** Those of one namespace with these labels. */
    public List<ObjectNode> list(ServedKind kind, String namespace, Map<String, String> labels) {
        return trees(operation(kind).inNamespace(namespace).withLabels(labels).list());
    }

    /** Makes it; answered with 409 where one of its name stands. */
    public void create(ServedKind kind, ObjectNode object) {
        var unused = resource(kind, object).create();
    }

    /**
     * Writes over it; answered with 409 where somebody has written it since it was read. It must have the version that was read:
     * without one the client would fetch the newest and overwrite it blindly.
     */
    public void update(ServedKind kind, ObjectNode object) {
        if (object.at("/metadata/resourceVersion").asText("").isEmpty()) {
            throw new IllegalArgumentException("a " + kind.title() + " without the version that was read");
        }
        var unused = resource(kind, object).update();
    }

    private Resource<GenericKubernetesResource> resource(ServedKind kind, ObjectNode object) {
        return operation(kind)
                .resource(client.getKubernetesSerialization().convertValue(object, GenericKubernetesResource.class));
    }

    private MixedOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            operation(ServedKind kind) {
        return client.genericKubernetesResources(kind.served());
    }

    private static List<ObjectNode> trees(GenericKubernetesResourceList list) {
        return list.getItems().stream().map(ClusterObjects::tree).toList();
    }

    private static ObjectNode tree(GenericKubernetesResource object) {
        return JSON.valueToTree(object);
    }
}
