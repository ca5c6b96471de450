package dev.gangway.adapter.istio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.istio.weave.ServiceRoutes;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.Set;

/** An object that a watch has told of, kept as a tree and in no other form. */
final class WatchedTree extends GenericKubernetesResource {
    private static final long serialVersionUID = 1;

    private final transient ObjectNode tree;
    private final transient Set<String> services;

    private WatchedTree(GenericKubernetesResource told) {
        tree = withoutWhoHasWhich(IstioClient.tree(told));
        services = ServiceRoutes.services(tree);
        setMetadata(new ObjectMetaBuilder()
                .withNamespace(told.getMetadata().getNamespace())
                .withName(told.getMetadata().getName())
                .withUid(told.getMetadata().getUid())
                .withResourceVersion(told.getMetadata().getResourceVersion())
                .build());
    }

    /**
     * Who has written which field is often more than the object itself. That a writer has the specification is all that is asked of
     * it here (Rival), and what is written is read whole before.
     */
    private static ObjectNode withoutWhoHasWhich(ObjectNode tree) {
        for (JsonNode writer : tree.path("metadata").path("managedFields")) {
            if (writer.path("fieldsV1") instanceof ObjectNode fields) {
                fields.fieldNames().forEachRemaining(name -> fields.putObject(name));
            }
        }
        return tree;
    }

    /** The services that an object concerns, as {@code namespace/name}. */
    static Set<String> services(GenericKubernetesResource object) {
        return object instanceof WatchedTree kept ? kept.services : ServiceRoutes.services(IstioClient.tree(object));
    }

    /** The tree of one that is kept; the same until a watch tells of it again. It is shared: nobody may change it. */
    static ObjectNode tree(GenericKubernetesResource kept) {
        return ((WatchedTree) kept).tree;
    }

    /** Keeps what a watch tells of. */
    static final class Store extends BasicItemStore<GenericKubernetesResource> {
        Store() {
            super(Cache::metaNamespaceKeyFunc);
        }

        @Override
        public GenericKubernetesResource put(String key, GenericKubernetesResource told) {
            return super.put(key, new WatchedTree(told));
        }
    }
}
