package dev.gangway.adapter.cluster.capacity;

import dev.gangway.adapter.cluster.KeptWatch;
import dev.gangway.adapter.cluster.WatchKeeper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The objects of one kind in one cluster, as last seen by a watch, each cut down to what is needed of it. */
final class Watched<T extends HasMetadata> implements AutoCloseable {
    private static final String BY = "by";

    private final KeptWatch<T> watch;
    private final CompletableFuture<Void> answered = new CompletableFuture<>();

    /**
     * Starts watching and does not wait for the cluster to answer.
     *
     * @param kind in the plural, for people
     * @param trimmed keeps of an object what is needed; the identity and the version must stay
     * @param key what the objects are found by, besides their names
     * @param changed is told of each object that came, went, or was another before
     * @param keeper looks after the watch
     */
    Watched(
            String kind,
            FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, ?> served,
            UnaryOperator<T> trimmed,
            Function<T, List<String>> key,
            Consumer<T> changed,
            WatchKeeper keeper) {
        watch = new KeptWatch<>(
                        kind, served, informer -> trimming(informer, trimmed, key), new Changes<>(changed), keeper)
                .start();
        var unusedFirst = watch.first().whenComplete((seen, failure) -> {
            if (failure == null || watch.refusal().isPresent()) {
                answered.complete(null);
            }
        });
        var unusedSeen = watch.seen().thenRun(() -> answered.complete(null));
    }

    private static <T extends HasMetadata> SharedIndexInformer<T> trimming(
            SharedIndexInformer<T> informer, UnaryOperator<T> trimmed, Function<T, List<String>> key) {
        informer.itemStore(new Trimming<>(trimmed));
        return informer.addIndexers(Map.of(BY, key));
    }

    /** The one of that name. */
    Optional<T> named(String namespace, String name) {
        return Optional.ofNullable(watch.objects().getStore().getByKey(Cache.namespaceKeyFunc(namespace, name)));
    }

    /** Those with a key. */
    List<T> by(String key) {
        return watch.objects().getIndexer().byIndex(BY, key);
    }

    /** Completes when the API server has given them, or has said why not. */
    CompletableFuture<Void> answered() {
        return answered;
    }

    /** Why they are not known; empty = they are, or the API server does not serve the kind, so that there are none. */
    Optional<String> problem() {
        return isAbsent() ? Optional.empty() : watch.problem();
    }

    private boolean isAbsent() {
        return watch.refusal()
                .filter(thrown -> thrown.getCode() == HttpURLConnection.HTTP_NOT_FOUND)
                .isPresent();
    }

    @Override
    public void close() {
        watch.close();
    }

    private static final class Trimming<T extends HasMetadata> extends BasicItemStore<T> {
        private final UnaryOperator<T> trimmed;

        Trimming(UnaryOperator<T> trimmed) {
            super(Cache::metaNamespaceKeyFunc);
            this.trimmed = trimmed;
        }

        @Override
        public T put(String key, T object) {
            return super.put(key, trimmed.apply(object));
        }
    }
}
