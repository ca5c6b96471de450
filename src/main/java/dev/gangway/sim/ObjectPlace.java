package dev.gangway.sim;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where an object stands, or could.
 *
 * @param namespace empty = none
 */
record ObjectPlace(String cluster, ServedResource kind, String namespace, String name) {

    static ObjectPlace of(String cluster, String apiVersion, String kind, String namespace, String name) {
        return new ObjectPlace(cluster, ServedResource.of(apiVersion, kind), namespace, name);
    }

    static ObjectPlace of(String cluster, JsonNode object) {
        return of(
                cluster,
                object.path("apiVersion").asText(),
                object.path("kind").asText(),
                object.at("/metadata/namespace").asText(),
                object.at("/metadata/name").asText());
    }
}
