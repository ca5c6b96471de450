package dev.gangway.adapter.istio;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.istio.weave.Change;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Optional;

/** Reads and writes the objects of one cluster, whole. Throws KubernetesClientException. */
final class IstioClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;

    IstioClient(KubernetesClient client) {
        this.client = client;
    }

    /** As it stands now. */
    Optional<ObjectNode> get(ObjectKey key) {
        return Optional.ofNullable(client.genericKubernetesResources(key.kind().served())
                        .inNamespace(key.namespace())
                        .withName(key.name())
                        .get())
                .map(IstioClient::tree);
    }

    /**
     * Makes a change, if nobody has written the object since it was read.
     *
     * @return the object as it stands now; empty where it is gone
     */
    Optional<ObjectNode> write(Change change) {
        if (change.after().isEmpty()) {
            var unused = resource(change.object()).lockResourceVersion().delete();
            return Optional.empty();
        }
        Resource<GenericKubernetesResource> wanted = resource(change.after().get());
        return Optional.of(tree(change.before().isEmpty() ? wanted.create() : wanted.update()));
    }

    /** With the version that was read in it: without one the client would fetch the newest and overwrite it blindly. */
    private Resource<GenericKubernetesResource> resource(ObjectNode object) {
        return client.genericKubernetesResources(IstioKind.of(object).served())
                .resource(client.getKubernetesSerialization().convertValue(object, GenericKubernetesResource.class));
    }

    static ObjectNode tree(GenericKubernetesResource object) {
        return JSON.valueToTree(object);
    }
}
