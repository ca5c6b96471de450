package dev.gangway.adapter.cluster.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which labels a Kubernetes selector is for.
 *
 * @param selector with {@code matchLabels} and {@code matchExpressions}; one that is absent or empty is for all
 */
record LabelSelector(JsonNode selector) {

    /** Whether it is for an object with these labels. An operator that nobody knows is for none. */
    boolean matches(Map<String, String> labels) {
        for (Map.Entry<String, JsonNode> label : selector.path("matchLabels").properties()) {
            if (!label.getValue().asText().equals(labels.get(label.getKey()))) {
                return false;
            }
        }
        for (JsonNode expression : selector.path("matchExpressions")) {
            if (!holds(expression, labels.get(expression.path("key").asText()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(JsonNode expression, String value) {
        Set<String> values = new HashSet<>();
        expression.path("values").forEach(one -> values.add(one.asText()));
        return switch (expression.path("operator").asText()) {
            case "In" -> value != null && values.contains(value);
            case "NotIn" -> value == null || !values.contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> false;
        };
    }
}
