package dev.gangway.adapter.cluster.preflight;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Optional;

/** YAML, and JSON with it, that stands as a text in an object. */
final class YamlText {
    private static final YAMLMapper YAML = new YAMLMapper();

    private YamlText() {}

    /** Its map; empty for what is none. A parser's words repeat what they are about, so nobody hears them. */
    static Optional<JsonNode> read(String text) {
        try {
            return Optional.ofNullable(YAML.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
