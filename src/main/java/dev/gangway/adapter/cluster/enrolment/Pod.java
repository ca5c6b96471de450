package dev.gangway.adapter.cluster.enrolment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A pod, as it was read. */
record Pod(JsonNode object) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SIDECAR = "istio-proxy";
    private static final String STATUS = "sidecar.istio.io/status";
    private static final String REVISION = "istio.io/rev";

    String name() {
        return object.at("/metadata/name").asText();
    }

    /** Whether it runs, or is to: neither ended nor being deleted. */
    boolean isLive() {
        String phase = object.path("status").path("phase").asText();
        return !object.path("metadata").has("deletionTimestamp")
                && !phase.equals("Succeeded")
                && !phase.equals("Failed");
    }

    /** Istio puts its proxy beside the containers, or before them as a native sidecar. */
    boolean hasSidecar() {
        return has("containers") || has("initContainers");
    }

    /** The revision that its sidecar is of; empty = it has none. */
    Optional<String> revision() {
        return hasSidecar() ? Optional.of(revisionOfSidecar()) : Optional.empty();
    }

    /** Istio writes the revision into its status annotation; pods of old versions have it in a label. */
    private String revisionOfSidecar() {
        String label = object.path("metadata").path("labels").path(REVISION).asText("default");
        try {
            String status =
                    object.path("metadata").path("annotations").path(STATUS).asText("{}");
            String revision = JSON.readTree(status).path("revision").asText("");
            return revision.isEmpty() ? label : revision;
        } catch (JsonProcessingException e) {
            // Somebody else's words in Istio's annotation: the label is all there is.
            return label;
        }
    }

    /** The uid of the object that made it; empty = nobody did. */
    String owner() {
        return object.at("/metadata/ownerReferences/0/uid").asText();
    }

    /** The kind of the object that made it; empty = nobody did. */
    String kindOfOwner() {
        return object.at("/metadata/ownerReferences/0/kind").asText();
    }

    /** What keeps it from being ready, as its containers say; empty = they say nothing. */
    Optional<String> trouble() {
        List<String> words = new ArrayList<>();
        for (String statuses : List.of("initContainerStatuses", "containerStatuses")) {
            for (JsonNode container : object.path("status").path(statuses)) {
                JsonNode waiting = container.path("state").path("waiting");
                if (waiting.has("reason")) {
                    String message = waiting.path("message").asText("");
                    words.add(waiting.path("reason").asText() + (message.isEmpty() ? "" : " (" + message + ")"));
                }
            }
        }
        for (JsonNode condition : object.path("status").path("conditions")) {
            boolean unscheduled = condition.path("type").asText().equals("PodScheduled")
                    && condition.path("status").asText().equals("False");
            if (unscheduled) {
                words.add("not scheduled: " + condition.path("message").asText());
            }
        }
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of("pod %s: %s"
                        .formatted(
                                name(),
                                String.join(", ", words.stream().distinct().toList())));
    }

    private boolean has(String containers) {
        for (JsonNode container : object.path("spec").path(containers)) {
            if (container.path("name").asText().equals(SIDECAR)) {
                return true;
            }
        }
        return false;
    }
}
