package dev.gangway.adapter.istio;

import dev.gangway.adapter.cluster.KeptWatch;
import dev.gangway.adapter.cluster.Member;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The objects of one kind in one cluster, as last seen by a watch, by the services that they concern. */
final class WatchedObjects implements AutoCloseable {
    private static final String BY_SERVICE = "service";
    private static final String OF_ALL = "all";

    private final KeptWatch<GenericKubernetesResource> watch;

    /**
     * Starts watching and does not wait for the cluster to answer.
     *
     * @param changed is told of services, as {@code namespace/name}, that an object concerns or did before it changed
     */
    WatchedObjects(Member member, IstioKind kind, Consumer<Set<String>> changed) {
        watch = new KeptWatch<>(
                        kind.title() + "s",
                        member.client()
                                .genericKubernetesResources(kind.served())
                                .inAnyNamespace(),
                        WatchedObjects::packed,
                        new Changes(changed),
                        member.watches())
                .start();
    }

    private static SharedIndexInformer<GenericKubernetesResource> packed(
            SharedIndexInformer<GenericKubernetesResource> informer) {
        return informer.itemStore(new WatchedTree.Store())
                .addIndexers(Map.of(
                        BY_SERVICE, object -> List.copyOf(WatchedTree.services(object)),
                        OF_ALL, object -> WatchedTree.mayConcernAll(object) ? List.of(OF_ALL) : List.of()));
    }

    /** Why what is known of them can't be relied on; empty = it can. */
    Optional<String> problem() {
        return watch.problem();
    }

    /** Completes when all of them were seen once. */
    CompletableFuture<Void> seen() {
        return watch.seen();
    }

    /** Those that may concern a service. */
    List<WatchedTree> of(String service) {
        return indexed(BY_SERVICE, service);
    }

    /** Those that may concern any service, as one with a wildcard does. */
    List<WatchedTree> ofAll() {
        return indexed(OF_ALL, OF_ALL);
    }

    /** The one of that name. */
    Optional<WatchedTree> named(String namespace, String name) {
        return Optional.ofNullable(watch.objects().getStore().getByKey(Cache.namespaceKeyFunc(namespace, name)))
                .map(WatchedTree.class::cast);
    }

    @Override
    public void close() {
        watch.close();
    }

    private List<WatchedTree> indexed(String index, String value) {
        return watch.objects().getIndexer().byIndex(index, value).stream()
                .map(WatchedTree.class::cast)
                .sorted(WatchedTree.BY_NAME)
                .toList();
    }

    private static final class Changes implements ResourceEventHandler<GenericKubernetesResource> {
        private final Consumer<Set<String>> changed;

        Changes(Consumer<Set<String>> changed) {
            this.changed = changed;
        }

        @Override
        public void onAdd(GenericKubernetesResource added) {
            changed.accept(WatchedTree.services(added));
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
            Set<String> services = new HashSet<>(WatchedTree.services(before));
            services.addAll(WatchedTree.services(after));
            changed.accept(services);
        }

        @Override
        public void onDelete(GenericKubernetesResource deleted, boolean finalStateUnknown) {
            changed.accept(WatchedTree.services(deleted));
        }
    }
}
