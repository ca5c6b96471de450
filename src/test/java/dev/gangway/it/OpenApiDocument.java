package dev.gangway.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** The description of the interface as it is kept with the documents: without what only the simulation has, in a stable order. */
final class OpenApiDocument {
    static final Path FILE = Path.of("docs", "api", "openapi.yaml");

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private OpenApiDocument() {}

    /** From what a running service answers at {@code /q/openapi?format=json}. */
    static String of(String served) throws JsonProcessingException {
        ObjectNode described = (ObjectNode) JSON.readTree(served);
        // Where it runs, which is elsewhere each time.
        described.remove("servers");
        names(described.get("paths")).stream()
                .filter(path -> !path.startsWith("/api/"))
                .forEach(((ObjectNode) described.get("paths"))::remove);
        described.withArray("tags").removeIf(tag -> tag.path("name").asText().equals("Simulation"));
        ObjectNode schemas = (ObjectNode) described.at("/components/schemas");
        while (removeUnused(described, schemas)) {
            // What nothing names any more may have been all that named another one.
        }
        return YAML.writeValueAsString(
                YAML.readTree(JSON.writeValueAsString(JSON.convertValue(described, Object.class))));
    }

    private static boolean removeUnused(ObjectNode described, ObjectNode schemas) {
        String all = described.toString();
        return names(schemas).stream()
                        .filter(name -> !all.contains("\"#/components/schemas/" + name + "\""))
                        .peek(schemas::remove)
                        .count()
                > 0;
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
