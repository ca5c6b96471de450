package dev.gangway.adapter.prometheus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON of a response, in which a vector is read row by row: as a tree, one of 200 services would take ten times the room of its
 * text.
 *
 * @param root all of it, with an empty array where there was a vector
 * @param rows the elements of the vector; none where the result is something else
 */
record Response(JsonNode root, List<Row> rows) {
    /** Reads to the end; throws IOException for what is no JSON. */
    static Response read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            JsonNode other = parser.currentToken() == null ? null : parser.readValueAsTree();
            return new Response(other == null ? JsonNodeFactory.instance.missingNode() : other, List.of());
        }
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        List<Row> rows = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            boolean isData = parser.nextToken() == JsonToken.START_OBJECT && field.equals("data");
            root.set(field, isData ? data(parser, rows) : parser.readValueAsTree());
        }
        return new Response(root, rows);
    }

    /** Servers say the type before the result; where one does not, the result is read as a tree first. */
    private static ObjectNode data(JsonParser parser, List<Row> rows) throws IOException {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            boolean isVector = parser.nextToken() == JsonToken.START_ARRAY
                    && field.equals("result")
                    && data.path("resultType").asText().equals("vector");
            if (isVector) {
                vector(parser, rows);
                data.putArray(field);
            } else {
                data.set(field, parser.readValueAsTree());
            }
        }
        if (rows.isEmpty() && data.path("resultType").asText().equals("vector")) {
            data.path("result").forEach(element -> rows.add(Row.of(element)));
        }
        return data;
    }

    private static void vector(JsonParser parser, List<Row> rows) throws IOException {
        // Most labels are the same from row to row, and so is the instant.
        Map<String, String> known = new HashMap<>();
        Map<String, Long> instants = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                rows.add(row(parser, known, instants));
            } else {
                rows.add(Row.of(parser.readValueAsTree()));
            }
        }
    }

    private static Row row(JsonParser parser, Map<String, String> known, Map<String, Long> instants)
            throws IOException {
        Map<String, String> labels = new HashMap<>();
        List<String> value = List.of();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken begin = parser.nextToken();
            if (field.equals("metric") && begin == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String label = parser.currentName();
                    parser.nextToken();
                    labels.put(label, known.computeIfAbsent(text(parser), same -> same));
                }
            } else if (field.equals("value") && begin == JsonToken.START_ARRAY) {
                value = texts(parser);
            } else {
                parser.skipChildren();
            }
        }
        return new Row(
                labels,
                value.isEmpty() ? 0 : instants.computeIfAbsent(value.get(0), at -> Row.millis(Row.number(at))),
                value.size() > 1 ? value.get(1) : "");
    }

    /** A time and a value, where all is well. */
    private static List<String> texts(JsonParser parser) throws IOException {
        List<String> texts = new ArrayList<>(2);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            texts.add(text(parser));
        }
        return texts;
    }

    /** That of a plain value; none of what has parts. */
    private static String text(JsonParser parser) throws IOException {
        String text = parser.currentToken().isScalarValue() ? parser.getText() : "";
        parser.skipChildren();
        return text;
    }
}
