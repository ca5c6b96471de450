package dev.gangway.adapter.cluster.preflight;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An object as it was read. Paths that are not there are missing nodes, never errors. */
record KubernetesObject(JsonNode tree) {
    /** Needs a tree. */
    KubernetesObject {
        requireNonNull(tree, "tree");
    }

    String name() {
        return tree.path("metadata").path("name").asText();
    }

    /** Empty for what is in none. */
    String namespace() {
        return tree.path("metadata").path("namespace").asText("");
    }

    Map<String, String> labels() {
        return strings(tree.path("metadata").path("labels"));
    }

    Optional<String> label(String key) {
        return Optional.ofNullable(labels().get(key));
    }

    Optional<String> annotation(String key) {
        return Optional.ofNullable(
                strings(tree.path("metadata").path("annotations")).get(key));
    }

    /** What stands under a JSON pointer. */
    JsonNode at(String pointer) {
        return tree.at(pointer);
    }

    /** A map of strings under a JSON pointer, such as a selector. */
    Map<String, String> map(String pointer) {
        return strings(tree.at(pointer));
    }

    /** As {@code Service istio-system/istio-eastwestgateway}. */
    String words() {
        String place = namespace().isEmpty() ? name() : namespace() + "/" + name();
        return tree.path("kind").asText() + " " + place;
    }

    private static Map<String, String> strings(JsonNode map) {
        Map<String, String> strings = new LinkedHashMap<>();
        map.properties()
                .forEach(entry -> strings.put(entry.getKey(), entry.getValue().asText()));
        return strings;
    }
}
