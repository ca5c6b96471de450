package dev.gangway.adapter.istio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class WatchedTreeTest {
    private static final String ROUTES =
            """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata:
              name: checkout
              namespace: shop
              resourceVersion: '7'
              managedFields:
                - {manager: helm, operation: Update, time: '2026-01-01T00:00:00Z', fieldsV1: {'f:metadata': {'f:labels': {}}}}
                - manager: argocd-controller
                  operation: Update
                  time: '2026-01-02T00:00:00Z'
                  fieldsV1: {'f:spec': {'f:hosts': {}, 'f:http': {}}}
            spec:
              hosts: [checkout]
            """;

    @Test
    void shouldKeepTheObjectAndWhoHasItsSpecification() {
        ObjectNode told = IstioClient.tree(resource());

        ObjectNode kept = kept();

        assertThat(kept.path("spec")).isEqualTo(told.path("spec"));
        assertThat(Rival.name(kept)).isEqualTo("argocd-controller");
    }

    @Test
    void shouldNotKeepWhoHasWhichField() {
        assertThat(kept().findValues("fieldsV1"))
                .extracting(Object::toString)
                .containsExactly("{\"f:metadata\":{}}", "{\"f:spec\":{}}");
    }

    private static ObjectNode kept() {
        WatchedTree.Store store = new WatchedTree.Store();
        var unused = store.put("shop/checkout", resource());
        return ((WatchedTree) store.get("shop/checkout")).tree();
    }

    private static GenericKubernetesResource resource() {
        return Serialization.unmarshal(ROUTES, GenericKubernetesResource.class);
    }
}
