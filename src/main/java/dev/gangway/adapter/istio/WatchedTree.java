package dev.gangway.adapter.istio;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.cluster.PackedJson;
import dev.gangway.adapter.cluster.SlimObjects;
import dev.gangway.adapter.istio.weave.Findings;
import dev.gangway.adapter.istio.weave.ServiceRoutes;
import dev.gangway.domain.traffic.ServiceRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** An object that a watch has told of: what it is looked up by, and the rest packed. A new version is a new one of these. */
final class WatchedTree extends GenericKubernetesResource {
    private static final long serialVersionUID = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** By namespace and name. */
    static final Comparator<WatchedTree> BY_NAME =
            Comparator.comparing((WatchedTree kept) -> kept.namespace).thenComparing(kept -> kept.name);

    private final String namespace;
    private final String name;
    private final String uid;
    private final String resourceVersion;
    private final transient PackedJson packed;
    private final transient Set<String> services;
    private final boolean mayConcernAll;
    private final transient AtomicReference<Optional<Set<String>>> ownSubsets = new AtomicReference<>();

    private WatchedTree(GenericKubernetesResource told) {
        namespace = SlimObjects.shared(told.getMetadata().getNamespace());
        name = SlimObjects.shared(told.getMetadata().getName());
        uid = told.getMetadata().getUid();
        resourceVersion = told.getMetadata().getResourceVersion();
        ObjectNode tree = withoutWhoHasWhich(IstioClient.tree(told));
        services =
                ServiceRoutes.services(tree).stream().map(SlimObjects::shared).collect(toUnmodifiableSet());
        mayConcernAll = Findings.mayConcernAll(tree);
        packed = packed(tree);
        setAdditionalProperties(Map.of());
    }

    /**
     * Who has written which field is often more than the object itself. That a writer has the specification is all that is asked of
     * it here (Rival), and what is written is read whole before.
     */
    private static ObjectNode withoutWhoHasWhich(ObjectNode tree) {
        for (JsonNode writer : tree.path("metadata").path("managedFields")) {
            if (writer.path("fieldsV1") instanceof ObjectNode fields) {
                fields.fieldNames().forEachRemaining(field -> fields.putObject(field));
            }
        }
        return tree;
    }

    private static PackedJson packed(ObjectNode tree) {
        try {
            return PackedJson.of(JSON.writeValueAsBytes(tree));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an object of a cluster could not be kept", e);
        }
    }

    /** What informers ask for, made anew at each call: kept, it would be larger than the packed object. */
    @Override
    public ObjectMeta getMetadata() {
        ObjectMeta metadata = new ObjectMeta();
        metadata.setNamespace(namespace);
        metadata.setName(name);
        metadata.setUid(uid);
        metadata.setResourceVersion(resourceVersion);
        return metadata;
    }

    /** Only itself: whether anything has changed since is asked by this at every tick. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** The services that an object concerns, as {@code namespace/name}. */
    static Set<String> services(GenericKubernetesResource object) {
        return object instanceof WatchedTree kept ? kept.services : ServiceRoutes.services(IstioClient.tree(object));
    }

    /** Its subsets, where it is Gangway's rule for the service whose rule would have this name; it is told apart once. */
    Optional<Set<String>> ownSubsets(ServiceRef service) {
        Optional<Set<String>> known = ownSubsets.get();
        if (known == null) {
            known = new ServiceRoutes(service, List.of(tree())).ownSubsets();
            ownSubsets.set(known);
        }
        return known;
    }

    /** Whether an object may concern any service, whether it names it or not. */
    static boolean mayConcernAll(GenericKubernetesResource object) {
        return object instanceof WatchedTree kept
                ? kept.mayConcernAll
                : Findings.mayConcernAll(IstioClient.tree(object));
    }

    /** The object as a tree of the caller's own, unpacked at each call. */
    ObjectNode tree() {
        try {
            return (ObjectNode) JSON.readTree(packed.json());
        } catch (IOException e) {
            throw new UncheckedIOException("an object of a cluster that was kept could not be read", e);
        }
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
