package dev.gangway.adapter.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A store for an informer that keeps nothing of an object but its version. Enough to see whether another informer knows what there
 * is, and small: an informer is held in memory for minutes after it was stopped, until its watch would have ended.
 */
final class ObjectVersions<T extends HasMetadata> implements ItemStore<T> {
    private final Map<String, String> versions = new ConcurrentHashMap<>();

    /** Whether an informer knows the same objects in the same versions, no more and no less. */
    boolean isKnownTo(SharedIndexInformer<T> informer) {
        Map<String, String> known = new HashMap<>();
        informer.getStore().list().forEach(object -> known.put(getKey(object), version(object)));
        return known.equals(versions);
    }

    void clear() {
        versions.clear();
    }

    @Override
    public String getKey(T object) {
        return Cache.metaNamespaceKeyFunc(object);
    }

    @Override
    public T put(String key, T object) {
        versions.put(key, version(object));
        return null;
    }

    @Override
    public T remove(String key) {
        versions.remove(key);
        return null;
    }

    @Override
    public Stream<String> keySet() {
        return versions.keySet().stream();
    }

    @Override
    public Stream<T> values() {
        return Stream.empty();
    }

    @Override
    public int size() {
        return versions.size();
    }

    @Override
    public T get(String key) {
        return null;
    }

    @Override
    public boolean isFullState() {
        return false;
    }

    private static String version(HasMetadata object) {
        return object.getMetadata().getResourceVersion();
    }
}
