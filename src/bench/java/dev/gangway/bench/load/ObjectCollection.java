package dev.gangway.bench.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.bench.load.LeanApiServer.Refusal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The objects of one kind in one cluster, as bytes, and those who watch them. */
final class ObjectCollection {
    /** For those who watch from a version on: more than are written while a list is read or a watch begun anew. */
    static final int EVENTS_KEPT = 10_000;

    private final AtomicLong versions;
    private final TreeMap<String, byte[]> objects = new TreeMap<>();
    private final Deque<Event> events = new ArrayDeque<>();
    private final Set<WatchSocket> watches = ConcurrentHashMap.newKeySet();
    private long forgotten;

    private record Event(long version, String text) {}

    /** Numbers its versions with those of the other kinds in the cluster. */
    ObjectCollection(AtomicLong versions) {
        this.versions = versions;
    }

    /** What an edit has led to. */
    interface Edit {
        /** The object that is to stand; empty = none. What stands now is empty where there is none. */
        Optional<ObjectNode> of(Optional<byte[]> standing);
    }

    /** Writes one object; an exception of the edit leaves all as it was. */
    synchronized byte[] write(String key, Edit edit) {
        byte[] before = objects.get(key);
        Optional<ObjectNode> wanted = edit.of(Optional.ofNullable(before));
        if (wanted.isEmpty()) {
            objects.remove(key);
            tell("DELETED", versions.incrementAndGet(), before);
            return before;
        }
        long version = versions.incrementAndGet();
        wanted.get().withObject("/metadata").put("resourceVersion", Long.toString(version));
        byte[] after = Json.bytes(wanted.get());
        objects.put(key, after);
        tell(before == null ? "ADDED" : "MODIFIED", version, after);
        return after;
    }

    synchronized Optional<byte[]> get(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    /**
     * A part of a list.
     *
     * @param last the key after which the next one goes on; empty where nothing comes after
     */
    record Page(List<byte[]> objects, Optional<String> last) {}

    /** Those of one namespace, or of all where it is empty, by their keys, from the first one after a key on. */
    synchronized Page list(String namespace, String after, int limit) {
        NavigableMap<String, byte[]> all =
                namespace.isEmpty() ? objects : objects.subMap(namespace + "/", true, namespace + "0", false);
        NavigableMap<String, byte[]> rest = after.isEmpty() ? all : all.tailMap(after, false);
        List<byte[]> page = new ArrayList<>();
        String last = "";
        for (Map.Entry<String, byte[]> object : rest.entrySet()) {
            if (page.size() == limit) {
                return new Page(page, Optional.of(last));
            }
            page.add(object.getValue());
            last = object.getKey();
        }
        return new Page(page, Optional.empty());
    }

    /** Tells of all that happens after a version; after 0 first of what stands. Refuses versions after which not all is kept. */
    synchronized void watch(WatchSocket watch, long after) {
        if (after == 0) {
            objects.values().forEach(object -> watch.send(Json.event("ADDED", object)));
        } else if (after < forgotten) {
            throw new Refusal(410, "too old resource version: " + after + " (" + forgotten + ")");
        } else {
            events.stream().filter(event -> event.version() > after).forEach(event -> watch.send(event.text()));
        }
        watches.add(watch);
    }

    /** Tells a watch how far it has come, as API servers do every minute. */
    synchronized void bookmark(WatchSocket watch, ResourcePath path) {
        watch.send(Json.bookmark(path.kind(), path.apiVersion(), versions.get()));
    }

    int watches() {
        return watches.size();
    }

    synchronized int size() {
        return objects.size();
    }

    void end(WatchSocket watch) {
        watches.remove(watch);
    }

    private void tell(String type, long version, byte[] object) {
        String event = Json.event(type, object);
        events.addLast(new Event(version, event));
        if (events.size() > EVENTS_KEPT) {
            forgotten = events.removeFirst().version();
        }
        watches.forEach(watch -> watch.send(event));
    }
}
