package dev.gangway.it;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the running service says of its interface. */
final class OpenApi {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode description;
    private final List<Described> operations = new ArrayList<>();

    /**
     * An operation.
     *
     * @param method in capitals
     * @param queries the parameters that its query may have
     */
    record Described(String method, String path, JsonNode operation, Set<String> queries) {
        /** The statuses of its answers. */
        Set<String> answers() {
            Set<String> told = new TreeSet<>();
            operation.get("responses").fieldNames().forEachRemaining(told::add);
            return told;
        }

        /** Its path, where each place that it names is of nobody. */
        String pathOfNobody() {
            return path.replaceAll("\\{[a-z]+}", "nobody");
        }

        boolean isRead() {
            return method.equals("GET");
        }

        boolean isStream() {
            return path.endsWith("/events");
        }

        /** Bodies as it describes them; none where it takes none. */
        List<JsonNode> bodies() {
            JsonNode json = operation.at("/requestBody/content/application~1json");
            List<JsonNode> bodies = new ArrayList<>();
            Stream.of(json.path("example")).filter(one -> !one.isMissingNode()).forEach(bodies::add);
            json.path("examples").forEach(example -> bodies.add(example.path("value")));
            return bodies;
        }

        /** The first of them. */
        Optional<JsonNode> body() {
            return bodies().stream().findFirst();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private OpenApi(JsonNode description) {
        this.description = description;
        description.get("paths").properties().stream()
                .filter(path -> path.getKey().startsWith("/api/"))
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> operations.add(described(path, method))));
    }

    /** Asks it. */
    static OpenApi ask() {
        try {
            return new OpenApi(
                    JSON.readTree(given().get("/q/openapi?format=json").asString()));
        } catch (JsonProcessingException e) {
            throw new AssertionError("its description is not JSON", e);
        }
    }

    private static Described described(Map.Entry<String, JsonNode> path, Map.Entry<String, JsonNode> method) {
        Set<String> queries = new TreeSet<>(queries(path.getValue()));
        queries.addAll(queries(method.getValue()));
        return new Described(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue(), queries);
    }

    private static List<String> queries(JsonNode owner) {
        List<String> names = new ArrayList<>();
        owner.path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals("query")) {
                names.add(parameter.path("name").asText());
            }
        });
        return names;
    }

    JsonNode description() {
        return description;
    }

    /** Of the interface; not of the simulation. */
    List<Described> operations() {
        return operations;
    }

    /** What a reference refers to; anything else as it is. */
    JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? description.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** The places in a value that its schema does not describe. */
    List<String> undescribed(JsonNode schema, JsonNode value) {
        List<String> places = new ArrayList<>();
        collect(schema, value, "", places);
        return places;
    }

    private void collect(JsonNode told, JsonNode value, String place, List<String> undescribed) {
        JsonNode schema = resolve(told);
        if (schema.isObject() && schema.isEmpty()) {
            return; // Whatever it is.
        }
        if (schema.has("anyOf") || schema.has("oneOf") || schema.has("allOf")) {
            schema.elements()
                    .forEachRemaining(some -> some.forEach(one -> {
                        if (one.has("$ref")) {
                            collect(one, value, place, undescribed);
                        }
                    }));
        } else if (value.isArray()) {
            value.forEach(one -> collect(schema.path("items"), one, place + "[]", undescribed));
        } else if (value.isObject()) {
            value.properties().forEach(field -> {
                String there = place + "/" + field.getKey();
                JsonNode more = schema.path("additionalProperties");
                JsonNode property = schema.path("properties").path(field.getKey());
                if (!property.isMissingNode() || more.isObject()) {
                    collect(property.isMissingNode() ? more : property, field.getValue(), there, undescribed);
                } else {
                    undescribed.add(there);
                }
            });
        }
    }
}
