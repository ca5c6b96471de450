package dev.gangway.bench.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.bench.load.LeanApiServer.Refusal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What stands in one cluster, and the rules by which it is written. */
final class LeanCluster {
    private final String name;
    private final AtomicLong versions = new AtomicLong();
    private final Map<String, ObjectCollection> collections = new ConcurrentHashMap<>();
    private final LongAdder writes = new LongAdder();
    private final LongAdder routeWrites = new LongAdder();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Is told of each object that somebody has written by a call. */
    interface Listener {
        void written(ResourcePath path, byte[] object);
    }

    LeanCluster(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    long version() {
        return versions.get();
    }

    /** How many writes there were so far, by calls. */
    long writes() {
        return writes.sum();
    }

    /** How many of them were of routes and subsets. */
    long routeWrites() {
        return routeWrites.sum();
    }

    /** How many watches are open, by kind. */
    Map<String, Integer> watchesByKind() {
        Map<String, Integer> byKind = new TreeMap<>();
        collections.forEach((kind, objects) -> byKind.put(name + " " + kind, objects.watches()));
        return byKind;
    }

    /** How many VirtualServices and DestinationRules stand. */
    int routes() {
        return collections.entrySet().stream()
                .filter(kind -> kind.getKey().startsWith("networking.istio.io/"))
                .mapToInt(kind -> kind.getValue().size())
                .sum();
    }

    void addListener(Listener listener) {
        listeners.add(listener);
    }

    void removeListener(Listener listener) {
        listeners.remove(listener);
    }

    ObjectCollection collection(ResourcePath path) {
        return collections.computeIfAbsent(
                path.apiVersion() + "/" + path.plural(), kind -> new ObjectCollection(versions));
    }

    byte[] get(ResourcePath path) {
        return collection(path).get(path.key()).orElseThrow(() -> notFound(path));
    }

    /** Puts an object where nobody has called for it: it stood there before the bench. */
    void furnish(ResourcePath path, ObjectNode object) {
        create(path, object, false);
    }

    byte[] create(ResourcePath path, ObjectNode object) {
        return create(path, object, true);
    }

    private byte[] create(ResourcePath path, ObjectNode object, boolean called) {
        ObjectNode metadata = object.withObject("/metadata");
        String key = ResourcePath.key(path.namespace(), metadata.path("name").asText());
        byte[] created = collection(path).write(key, standing -> {
            if (standing.isPresent()) {
                throw new Refusal(409, path.plural() + " \"" + key + "\" already exists");
            }
            if (!path.namespace().isEmpty()) {
                metadata.put("namespace", path.namespace());
            }
            metadata.put("uid", UUID.randomUUID().toString()).put("generation", 1);
            if (!metadata.has("creationTimestamp")) {
                metadata.put(
                        "creationTimestamp",
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
            }
            return Optional.of(object);
        });
        if (called) {
            told(path, created);
        } else {
            listeners.forEach(listener -> listener.written(path, created));
        }
        return created;
    }

    /** Refuses what was read before somebody else wrote it; a status is written apart from all else. */
    byte[] replace(ResourcePath path, ObjectNode sent) {
        byte[] written = collection(path).write(path.key(), standing -> {
            ObjectNode current = Json.object(standing.orElseThrow(() -> notFound(path)));
            fence(path, sent, current);
            if (path.subresource().equals("status")) {
                current.set("status", sent.path("status"));
                return Optional.of(current);
            }
            if (current.has("status")) {
                sent.set("status", current.get("status"));
            }
            boolean gone = current.at("/metadata").has("deletionTimestamp")
                    && sent.at("/metadata/finalizers").isEmpty();
            boolean edited = !sent.path("spec").equals(current.path("spec"));
            sent.withObject("/metadata")
                    .put("generation", current.at("/metadata/generation").asLong() + (edited ? 1 : 0));
            return gone ? Optional.empty() : Optional.of(sent);
        });
        told(path, written);
        return written;
    }

    /** One with a finalizer waits for who has put it there. */
    byte[] delete(ResourcePath path, ObjectNode options) {
        byte[] gone = collection(path).write(path.key(), standing -> {
            ObjectNode current = Json.object(standing.orElseThrow(() -> notFound(path)));
            ObjectNode wanted = Json.object("{\"metadata\":{}}");
            wanted.withObject("/metadata")
                    .put(
                            "resourceVersion",
                            options.at("/preconditions/resourceVersion").asText());
            fence(path, wanted, current);
            if (current.at("/metadata/finalizers").isEmpty()) {
                return Optional.empty();
            }
            current.withObject("/metadata")
                    .put(
                            "deletionTimestamp",
                            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
            return Optional.of(current);
        });
        told(path, gone);
        return gone;
    }

    private static void fence(ResourcePath path, ObjectNode sent, ObjectNode current) {
        String version = sent.at("/metadata/resourceVersion").asText();
        if (!version.isEmpty()
                && !version.equals(current.at("/metadata/resourceVersion").asText())) {
            throw new Refusal(409, path.plural() + " \"" + path.key() + "\" has been modified");
        }
    }

    private void told(ResourcePath path, byte[] object) {
        writes.increment();
        if (path.apiVersion().startsWith("networking.istio.io/")) {
            routeWrites.increment();
        }
        listeners.forEach(listener -> listener.written(path, object));
    }

    private static Refusal notFound(ResourcePath path) {
        return new Refusal(404, path.plural() + " \"" + path.key() + "\" not found");
    }
}
