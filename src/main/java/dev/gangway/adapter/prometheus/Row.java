package dev.gangway.adapter.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.domain.traffic.ClusterName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One element of a vector.
 *
 * @param labels without the empty ones
 * @param millis when it was evaluated, since 1970; 0 where that is not said
 * @param text the value as it was written
 * @param value the number that this is; NaN where it is none
 */
record Row(Map<String, String> labels, long millis, String text, double value) {
    private static final String CLUSTER = "destination_cluster";

    /** Copies the labels. */
    Row {
        labels = Map.copyOf(labels);
    }

    /** Reads the value. */
    Row(Map<String, String> labels, long millis, String text) {
        this(labels, millis, text, number(text));
    }

    /** Reads an element of an answer; what is missing in it is left empty. */
    static Row of(JsonNode element) {
        Map<String, String> labels = new HashMap<>();
        element.path("metric")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        JsonNode value = element.path("value");
        return new Row(labels, millis(value.path(0).asDouble()), value.path(1).asText());
    }

    /** An instant as the API has it, in s since 1970 with decimals; 0 for one that is no number. */
    static long millis(double seconds) {
        return Math.round(seconds * 1000);
    }

    /** The label's value; empty if there is none, which is the same to Prometheus. */
    String label(String name) {
        return labels.getOrDefault(name, "");
    }

    /** The service that the requests were for. */
    String host() {
        return label("destination_service");
    }

    /** The cluster that was chosen, as it is written. */
    String clusterLabel() {
        return label(CLUSTER);
    }

    /** Whether no cluster is known to have been chosen for these requests. */
    boolean hasNoCluster() {
        return clusterLabel().isEmpty() || clusterLabel().equals("unknown");
    }

    /**
     * The cluster that was chosen. Empty also for one whose name can't be a MeshCluster's (such as Istio's default,
     * "Kubernetes"): it is neither side of any shift.
     */
    Optional<ClusterName> cluster() {
        try {
            return hasNoCluster() ? Optional.empty() : Optional.of(new ClusterName(clusterLabel()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the value is a finite number that is not negative. */
    boolean isCount() {
        return value >= 0 && value < Long.MAX_VALUE;
    }

    /** The value rounded to whole requests; only of a row that {@link #isCount()}. */
    long count() {
        return Math.round(value);
    }

    /** The number as Prometheus writes them; NaN for what is none. */
    static double number(String text) {
        try {
            return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
