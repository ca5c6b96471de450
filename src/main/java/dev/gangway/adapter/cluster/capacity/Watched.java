package dev.gangway.adapter.cluster.capacity;

import dev.gangway.adapter.cluster.Heartbeat;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
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
import java.util.stream.Stream;

/** The objects of one kind in one cluster, as last seen by a watch, each cut down to what is needed of it. */
final class Watched<T extends HasMetadata> implements AutoCloseable {
    private static final String BY = "by";
    private static final int DEEPEST = 10;

    private final String kind;
    private final SharedIndexInformer<T> informer;
    private final CompletableFuture<Void> answered = new CompletableFuture<>();
    private volatile Optional<KubernetesClientException> failure = Optional.empty();

    /**
     * Starts watching and does not wait for the cluster to answer.
     *
     * @param kind in the plural, for people
     * @param trimmed keeps of an object what is needed; the identity and the version must stay
     * @param key what the objects are found by
     * @param changed is told of each object that came, went, or was another before
     */
    Watched(
            String kind,
            Informable<T> served,
            UnaryOperator<T> trimmed,
            Function<T, List<String>> key,
            Consumer<T> changed) {
        this.kind = kind;
        informer = served.runnableInformer(0);
        informer.itemStore(new Trimming<>(trimmed));
        informer.removeNamespaceIndex();
        informer.addIndexers(Map.of(BY, key));
        informer.addEventHandler(new Changes<>(changed));
        informer.exceptionHandler((started, thrown) -> {
            failure = answer(thrown);
            if (failure.isPresent()) {
                answered.complete(null);
            }
            return true;
        });
        var unused = informer.start().thenRun(() -> answered.complete(null));
    }

    /** Those with a key. */
    List<T> by(String key) {
        return informer.getIndexer().byIndex(BY, key);
    }

    /** Completes when the API server has given them, or has said why not. */
    CompletableFuture<Void> answered() {
        return answered;
    }

    /** Why they are not known; empty = they are, or the API server does not serve the kind, so that there are none. */
    Optional<String> problem() {
        if (informer.isWatching() || isAbsent()) {
            return Optional.empty();
        }
        return failure.filter(thrown -> thrown.getCode() == HttpURLConnection.HTTP_FORBIDDEN)
                .map(thrown -> "%s can't be read: %s".formatted(kind, Heartbeat.words(thrown)))
                .or(() -> informer.hasSynced()
                        ? Optional.empty()
                        : Optional.of("its %s were not read yet".formatted(kind)));
    }

    /** What an API server has answered is somewhere in it; empty where none has. */
    private static Optional<KubernetesClientException> answer(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST)
                .filter(KubernetesClientException.class::isInstance)
                .map(KubernetesClientException.class::cast)
                .filter(answered -> answered.getCode() > 0)
                .findFirst();
    }

    private boolean isAbsent() {
        return failure.filter(thrown -> thrown.getCode() == HttpURLConnection.HTTP_NOT_FOUND)
                .isPresent();
    }

    @Override
    public void close() {
        informer.stop();
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
