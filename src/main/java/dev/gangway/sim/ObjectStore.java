package dev.gangway.sim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.crud.AttributeSet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The objects of one API server as the simulated cluster's own controllers read and write them: past HTTP, but with versions,
 * and heard of by every watch. They go on while the server is switched off for its clients.
 */
final class ObjectStore {
    private final StrictDispatcher dispatcher;

    ObjectStore(StrictDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** Rises with each change of an object that controllers may care for, by whomever. */
    long writes() {
        return dispatcher.objectWrites();
    }

    /** All objects of a kind, in all namespaces. The nodes are the caller's own. */
    List<ObjectNode> list(String plural) {
        List<ObjectNode> objects = new ArrayList<>();
        try {
            for (JsonNode object : dispatcher.stored(plural)) {
                objects.add((ObjectNode) object);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the mock API server has stored what is not JSON", e);
        }
        return objects;
    }

    /** Stores a new object, created at that time. */
    void create(ObjectNode object, Instant now) {
        synchronized (dispatcher) {
            ObjectNode metadata = object.withObject("/metadata");
            metadata.put("uid", UUID.randomUUID().toString());
            metadata.put(
                    "creationTimestamp", now.truncatedTo(ChronoUnit.SECONDS).toString());
            metadata.put("generation", 1);
            write(object, null);
        }
    }

    /** Stores an object in the place of its former self, unless somebody has written or deleted that meanwhile. */
    void replace(ObjectNode object) {
        synchronized (dispatcher) {
            Map.Entry<AttributeSet, String> stored = stored(object);
            if (stored != null) {
                write(object, stored.getKey());
            }
        }
    }

    /** Removes an object, unless somebody has written or deleted it meanwhile. */
    void delete(ObjectNode object) {
        synchronized (dispatcher) {
            Map.Entry<AttributeSet, String> stored = stored(object);
            if (stored != null) {
                String path = path(object);
                dispatcher.processEvent(path, dispatcher.getKey(path), stored.getKey(), null, null);
            }
        }
    }

    /** The object of that kind and name; empty = there is none. A kind without namespaces takes any. */
    Optional<ObjectNode> read(ServedResource kind, String namespace, String name) {
        synchronized (dispatcher) {
            return Optional.ofNullable(dispatcher.findResource(dispatcher.getKey(kind.path(namespace, name))))
                    .map(stored -> Serialization.unmarshal(stored.getValue(), ObjectNode.class));
        }
    }

    /** Stores an object just as it is, but for its version, whatever stands in its place. */
    void put(ObjectNode object) {
        synchronized (dispatcher) {
            Map.Entry<AttributeSet, String> stored = dispatcher.findResource(dispatcher.getKey(path(object)));
            write(object, stored == null ? null : stored.getKey());
        }
    }

    private void write(ObjectNode object, AttributeSet before) {
        object.withObject("/metadata").put("resourceVersion", String.valueOf(dispatcher.requestResourceVersion()));
        String path = path(object);
        dispatcher.processEvent(path, dispatcher.getKey(path), before, null, object.toString());
    }

    /** The object as it was read; null = it is no more. */
    private Map.Entry<AttributeSet, String> stored(ObjectNode object) {
        Map.Entry<AttributeSet, String> stored = dispatcher.findResource(dispatcher.getKey(path(object)));
        String version = object.path("metadata").path("resourceVersion").asText();
        return stored != null && stored.getValue().contains("\"resourceVersion\":\"" + version + "\"") ? stored : null;
    }

    private static String path(ObjectNode object) {
        JsonNode metadata = object.path("metadata");
        return ServedResource.of(
                        object.path("apiVersion").asText(), object.path("kind").asText())
                .path(metadata.path("namespace").asText(), metadata.path("name").asText());
    }
}
