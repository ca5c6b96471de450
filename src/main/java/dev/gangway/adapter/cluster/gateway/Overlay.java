package dev.gangway.adapter.cluster.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What is wanted, laid over what stands. Fields that nobody asked for stay: API servers add defaults, and others annotations and node
 * ports.
 */
final class Overlay {
    private Overlay() {}

    /** Whether all that is wanted stands. */
    static boolean stands(JsonNode wanted, JsonNode standing) {
        return laid(wanted, standing).equals(standing);
    }

    /** What stands, with what is wanted in it. */
    static JsonNode laid(JsonNode wanted, JsonNode standing) {
        if (wanted instanceof ObjectNode fields && standing instanceof ObjectNode) {
            ObjectNode result = standing.deepCopy();
            fields.properties()
                    .forEach(
                            field -> result.set(field.getKey(), laid(field.getValue(), standing.path(field.getKey()))));
            return result;
        }
        // Elements of lists have no names that all kinds share: one is taken to be the other's by its place.
        if (wanted instanceof ArrayNode elements && standing instanceof ArrayNode && wanted.size() == standing.size()) {
            ArrayNode result = elements.arrayNode();
            for (int index = 0; index < wanted.size(); index++) {
                result.add(laid(wanted.get(index), standing.get(index)));
            }
            return result;
        }
        return wanted.deepCopy();
    }
}
