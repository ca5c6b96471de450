package dev.gangway.adapter.cluster.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * How far the pods of a gateway are.
 *
 * @param ready so many answer
 * @param replicas so many there are to be
 * @param trouble what its Deployment says of pods that do not come; empty where it says nothing
 * @param isSelected whether the Service would send to them at all
 */
record Readiness(int ready, int replicas, String trouble, boolean isSelected) {

    /** By the status of a Deployment, if there is one. What it says of an older template than the newest counts for nothing. */
    static Readiness of(Optional<ObjectNode> deployment) {
        JsonNode node = deployment.<JsonNode>map(found -> found).orElse(MissingNode.getInstance());
        JsonNode status = node.path("status");
        boolean isCurrent = status.path("observedGeneration").asLong()
                >= node.path("metadata").path("generation").asLong();
        return new Readiness(
                isCurrent ? status.path("readyReplicas").asInt() : 0,
                node.path("spec").path("replicas").asInt(1),
                trouble(status.path("conditions")),
                isSelected(node.at("/spec/template/metadata/labels")));
    }

    boolean isReady() {
        return isSelected && ready > 0;
    }

    String words() {
        return "%d of %d pods ready".formatted(ready, replicas) + (trouble.isEmpty() ? "" : "; " + trouble);
    }

    private static boolean isSelected(JsonNode labels) {
        for (Map.Entry<String, String> label : GatewayDefinition.POD_LABELS.entrySet()) {
            if (!label.getValue().equals(labels.path(label.getKey()).asText(""))) {
                return false;
            }
        }
        return true;
    }

    private static String trouble(JsonNode conditions) {
        for (JsonNode condition : conditions) {
            boolean isFailing = condition.path("type").asText().equals("ReplicaFailure")
                    || (condition.path("type").asText().equals("Progressing")
                            && condition.path("status").asText().equals("False"));
            if (isFailing) {
                return condition.path("message").asText();
            }
        }
        return "";
    }
}
