package dev.gangway.adapter.istio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Numbers as an API server prints them. fabric8 reads the objects of a watch by way of its model of Istio, where a percentage
 * of 10 becomes 10.0; all other ways give 10. A route that was written with 10 would never be seen to stand.
 */
final class WholeNumbers {
    private WholeNumbers() {}

    /** The node with each whole number as an integer, changed in place but for a number itself. */
    static JsonNode in(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(in(field.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int index = 0; index < array.size(); index++) {
                array.set(index, in(array.get(index)));
            }
        } else if (node.isFloatingPointNumber() && node.canConvertToExactIntegral() && node.canConvertToInt()) {
            return IntNode.valueOf(node.intValue());
        }
        return node;
    }
}
