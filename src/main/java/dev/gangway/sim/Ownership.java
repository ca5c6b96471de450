package dev.gangway.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Which object controls which, by the uid that stands in the owned one. */
final class Ownership {
    private Ownership() {}

    static void set(ObjectNode owned, ObjectNode owner) {
        ObjectNode reference =
                owned.withObject("/metadata").putArray("ownerReferences").addObject();
        reference.set("apiVersion", owner.path("apiVersion"));
        reference.set("kind", owner.path("kind"));
        reference.set("name", owner.path("metadata").path("name"));
        reference.set("uid", owner.path("metadata").path("uid"));
        reference.put("controller", true).put("blockOwnerDeletion", true);
    }

    /** The uid of the owner; empty = nobody's. */
    static String ownerOf(JsonNode owned) {
        return owned.at("/metadata/ownerReferences/0/uid").asText();
    }

    /** The kind of the owner; empty = nobody's. */
    static String kindOfOwner(JsonNode owned) {
        return owned.at("/metadata/ownerReferences/0/kind").asText();
    }

    static String uid(JsonNode object) {
        return object.at("/metadata/uid").asText();
    }
}
