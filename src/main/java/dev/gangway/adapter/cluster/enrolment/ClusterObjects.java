package dev.gangway.adapter.cluster.enrolment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.cluster.Member;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;

/** Reads and writes the objects of one cluster, whole. Throws KubernetesClientException. */
final class ClusterObjects {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_FOUND = 404;

    private final KubernetesClient client;

    ClusterObjects(Member member) {
        client = member.client();
    }

    /** The namespace as it stands now. */
    Optional<ObjectNode> namespace(String name) {
        return Optional.ofNullable(client.genericKubernetesResources(ObjectKind.NAMESPACE.served())
                        .withName(name)
                        .get())
                .map(ClusterObjects::tree);
    }

    /** One object of a namespace as it stands now. */
    Optional<ObjectNode> get(ObjectKind kind, String namespace, String name) {
        return Optional.ofNullable(client.genericKubernetesResources(kind.served())
                        .inNamespace(namespace)
                        .withName(name)
                        .get())
                .map(ClusterObjects::tree);
    }

    /** All of a kind in a namespace; none where the cluster does not know the kind. */
    List<ObjectNode> list(ObjectKind kind, String namespace) {
        try {
            return client.genericKubernetesResources(kind.served()).inNamespace(namespace).list().getItems().stream()
                    .map(ClusterObjects::tree)
                    .toList();
        } catch (KubernetesClientException e) {
            if (e.getCode() == NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }

    /** All of a kind in the cluster. */
    List<ObjectNode> listAll(ObjectKind kind) {
        var operation = client.genericKubernetesResources(kind.served());
        var items =
                kind.served().isNamespaceScoped() ? operation.inAnyNamespace().list() : operation.list();
        return items.getItems().stream().map(ClusterObjects::tree).toList();
    }

    /** Whether any pod of a namespace carries a label. */
    boolean hasPodWith(String label, String value, String namespace) {
        return !client.genericKubernetesResources(ObjectKind.POD.served())
                .inNamespace(namespace)
                .withLabel(label, value)
                .list()
                .getItems()
                .isEmpty();
    }

    /**
     * Puts an object in its place, with the version that was read in it: who has written it meanwhile makes this fail with
     * 409.
     */
    ObjectNode replace(ObjectKind kind, ObjectNode object) {
        return tree(client.genericKubernetesResources(kind.served())
                .resource(client.getKubernetesSerialization().convertValue(object, GenericKubernetesResource.class))
                .update());
    }

    private static ObjectNode tree(GenericKubernetesResource object) {
        return JSON.valueToTree(object);
    }
}
