package dev.gangway.adapter.istio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.cluster.KeptWatch;
import dev.gangway.adapter.cluster.Member;
import dev.gangway.adapter.istio.weave.ServiceRoutes;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The objects of one kind in one cluster, as last seen by a watch, by the services that they concern. */
final class WatchedObjects implements AutoCloseable {
    private static final String BY_SERVICE = "service";

    private final KeptWatch<GenericKubernetesResource> watch;
    private final Map<String, Read> read = new ConcurrentHashMap<>();

    /** An object as a tree; made once, as long as a shift looks at it. */
    private record Read(GenericKubernetesResource from, ObjectNode tree) {
        /** What a watch has not seen change is the same object. */
        @SuppressWarnings("ReferenceEquality")
        boolean isOf(GenericKubernetesResource object) {
            return from == object;
        }
    }

    /**
     * Starts watching and does not wait for the cluster to answer.
     *
     * @param changed is told of services, as {@code namespace/name}, that an object concerns or did before it changed
     */
    WatchedObjects(Member member, IstioKind kind, Consumer<Set<String>> changed) {
        watch = new KeptWatch<>(
                        kind.title() + "s", () -> informer(member, kind), new Changes(changed), member.watches())
                .start();
    }

    private static SharedIndexInformer<GenericKubernetesResource> informer(Member member, IstioKind kind) {
        SharedIndexInformer<GenericKubernetesResource> informer = member.client()
                .genericKubernetesResources(kind.served())
                .inAnyNamespace()
                .runnableInformer(0);
        return informer.addIndexers(Map.of(BY_SERVICE, object -> List.copyOf(services(object))));
    }

    /** Why what is known of them can't be relied on; empty = it can. */
    Optional<String> problem() {
        return watch.problem();
    }

    /** Completes when all of them were seen once. */
    CompletableFuture<Void> seen() {
        return watch.seen();
    }

    /** Those that may concern a service. The trees are shared: nobody may change them. */
    List<ObjectNode> of(String service) {
        return trees(watch.objects().getIndexer().byIndex(BY_SERVICE, service));
    }

    /** All of them. */
    List<ObjectNode> all() {
        return watch.objects().getStore().list().stream()
                .sorted(Comparator.comparing(Cache::metaNamespaceKeyFunc))
                .map(IstioClient::tree)
                .toList();
    }

    @Override
    public void close() {
        watch.close();
    }

    private List<ObjectNode> trees(List<GenericKubernetesResource> objects) {
        return objects.stream()
                .sorted(Comparator.comparing(Cache::metaNamespaceKeyFunc))
                .map(object -> read.compute(
                                Cache.metaNamespaceKeyFunc(object),
                                (key, before) -> before != null && before.isOf(object)
                                        ? before
                                        : new Read(object, IstioClient.tree(object)))
                        .tree())
                .toList();
    }

    private static Set<String> services(GenericKubernetesResource object) {
        return ServiceRoutes.services(IstioClient.tree(object));
    }

    private final class Changes implements ResourceEventHandler<GenericKubernetesResource> {
        private final Consumer<Set<String>> changed;

        Changes(Consumer<Set<String>> changed) {
            this.changed = changed;
        }

        @Override
        public void onAdd(GenericKubernetesResource added) {
            changed.accept(services(added));
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
            Set<String> services = new HashSet<>(services(before));
            services.addAll(services(after));
            changed.accept(services);
        }

        @Override
        public void onDelete(GenericKubernetesResource deleted, boolean finalStateUnknown) {
            read.remove(Cache.metaNamespaceKeyFunc(deleted));
            changed.accept(services(deleted));
        }
    }
}
