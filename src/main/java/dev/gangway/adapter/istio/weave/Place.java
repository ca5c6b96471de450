package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.control.UnweavableException;

/**
 * A field of an object, to be named where something is wrong with it.
 *
 * @param object kind, namespace and name
 * @param field the way from the root, empty for the root itself
 */
record Place(String object, String field) {
    private static final int LONGEST_VALUE = 200;

    /** The root of an object. */
    static Place of(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        String namespace = metadata.path("namespace").asText("");
        return new Place(
                object.path("kind").asText("object") + " " + (namespace.isEmpty() ? "" : namespace + "/")
                        + metadata.path("name").asText("without a name"),
                "");
    }

    Place at(String name) {
        return new Place(object, field.isEmpty() ? name : field + "." + name);
    }

    Place at(int index) {
        return new Place(object, field + "[" + index + "]");
    }

    /** What to throw about the value that stands here. */
    UnweavableException refuse(JsonNode value, String why) {
        String text = value.isMissingNode() ? "nothing" : value.toString();
        String shown = text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "..." : text;
        return new UnweavableException(object, field, shown, why);
    }
}
