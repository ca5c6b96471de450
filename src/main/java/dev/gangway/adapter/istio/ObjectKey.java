package dev.gangway.adapter.istio;

import com.fasterxml.jackson.databind.JsonNode;

/** What tells an object of a cluster from the others. */
record ObjectKey(IstioKind kind, String namespace, String name) {
    static ObjectKey of(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        return new ObjectKey(
                IstioKind.of(object),
                metadata.path("namespace").asText(""),
                metadata.path("name").asText(""));
    }

    @Override
    public String toString() {
        return kind.title() + " " + namespace + "/" + name;
    }
}
