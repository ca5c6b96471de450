package dev.gangway.metricfaults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;

/** What becomes of Prometheus' answers on their way. */
final class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TIME = Pattern.compile("(time|start|end)=([0-9.]+)");

    private Answers() {}

    /** But for a scalar. */
    static String withoutResult(String body) {
        ObjectNode root = tree(body);
        if (!root.at("/data/resultType").asText().equals("scalar")) {
            ((ObjectNode) root.path("data")).putArray("result");
        }
        return root.toString();
    }

    static String nan(String body) {
        ObjectNode root = tree(body);
        root.at("/data/result").forEach(element -> {
            if (element.path("value") instanceof ArrayNode value) {
                value.set(1, "NaN");
            }
        });
        return root.toString();
    }

    static String warning(String body) {
        ObjectNode root = tree(body);
        root.putArray("warnings").add("store 10.0.0.7:10901 is unavailable");
        return root.toString();
    }

    /** All instants in an answer, and the answer to {@code time()}, so much later. */
    static String later(String body, long seconds) {
        ObjectNode root = tree(body);
        if (root.at("/data/resultType").asText().equals("scalar")) {
            ArrayNode now = (ArrayNode) root.at("/data/result");
            shift(now, seconds);
            now.set(
                    1,
                    new BigDecimal(now.path(1).asText())
                            .add(BigDecimal.valueOf(seconds))
                            .toPlainString());
            return root.toString();
        }
        root.at("/data/result").forEach(element -> {
            if (element.path("value") instanceof ArrayNode value) {
                shift(value, seconds);
            }
            element.path("values").forEach(value -> shift((ArrayNode) value, seconds));
        });
        return root.toString();
    }

    /** All instants in a question so much earlier. */
    static String earlier(String form, long seconds) {
        return TIME.matcher(form)
                .replaceAll(found -> found.group(1) + "="
                        + String.format(Locale.ROOT, "%.3f", Double.parseDouble(found.group(2)) - seconds));
    }

    private static void shift(ArrayNode sample, long seconds) {
        sample.set(0, sample.path(0).decimalValue().add(BigDecimal.valueOf(seconds)));
    }

    private static ObjectNode tree(String body) {
        try {
            JsonNode root = JSON.readTree(body);
            return (ObjectNode) root;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + body, e);
        }
    }
}
