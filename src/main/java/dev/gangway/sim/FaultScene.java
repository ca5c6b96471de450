package dev.gangway.sim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What stands, and the time, when a fault is switched on. */
record FaultScene(Instant now, Map<String, ObjectStore> stores) {
    FaultScene {
        stores = Map.copyOf(stores);
    }

    /** The places of the objects of a kind, given by its plural, that have a label with that value. */
    List<ObjectPlace> labelled(String cluster, String plural, String label, String value) {
        return stores.get(cluster).list(plural).stream()
                .filter(object -> object.path("metadata")
                        .path("labels")
                        .path(label)
                        .asText()
                        .equals(value))
                .map((ObjectNode object) -> ObjectPlace.of(cluster, object))
                .toList();
    }
}
