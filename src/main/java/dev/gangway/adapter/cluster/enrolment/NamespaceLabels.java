package dev.gangway.adapter.cluster.enrolment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.control.enrolment.EnrolmentRequest;
import java.util.Optional;

/**
 * How a namespace says that its pods get a sidecar. {@code istio-injection} goes before {@code istio.io/rev}: Istio's injector of
 * a revision does not even look at a namespace that has the former.
 */
final class NamespaceLabels {
    private static final String INJECTION = "istio-injection";
    private static final String REVISION = "istio.io/rev";
    private static final String ENABLED = "enabled";
    private static final String DEFAULT = "default";

    private NamespaceLabels() {}

    /** What in the labels contradicts the request, with the way out; empty = nothing. */
    static Optional<String> contradiction(JsonNode namespace, EnrolmentRequest request) {
        JsonNode labels = labels(namespace);
        if (!labels.has(INJECTION)) {
            return Optional.empty();
        }
        String value = labels.path(INJECTION).asText();
        if (request.disable()) {
            return value.equals(ENABLED)
                    ? Optional.of(
                            "%s is in the mesh by its label istio-injection=enabled, not by istio.io/rev: remove that label where it comes from, and start again"
                                    .formatted(request.where()))
                    : Optional.empty();
        }
        if (value.equals(ENABLED) && request.revision().equals(DEFAULT)) {
            return Optional.empty();
        }
        return Optional.of(
                "%s has the label istio-injection=%s, which goes before istio.io/rev=%s: remove it with kubectl label namespace %s istio-injection-%s"
                        .formatted(
                                request.where(),
                                value,
                                request.revision(),
                                request.namespace(),
                                value.equals(ENABLED) ? ", or ask for revision default" : ""));
    }

    /** Whether the labels say what is asked for. */
    static boolean say(JsonNode namespace, EnrolmentRequest request) {
        JsonNode labels = labels(namespace);
        if (request.disable()) {
            return !labels.has(REVISION) && !labels.path(INJECTION).asText().equals(ENABLED);
        }
        if (labels.has(INJECTION)) {
            return labels.path(INJECTION).asText().equals(ENABLED)
                    && request.revision().equals(DEFAULT);
        }
        return labels.path(REVISION).asText().equals(request.revision());
    }

    /** Lets the labels of a namespace say what is asked for. */
    static void write(ObjectNode namespace, EnrolmentRequest request) {
        if (say(namespace, request)) {
            return;
        }
        ObjectNode labels = namespace.withObject("/metadata").withObjectProperty("labels");
        if (request.disable()) {
            labels.remove(REVISION);
        } else {
            labels.put(REVISION, request.revision());
        }
    }

    /** Whether new pods of the namespace get a sidecar, from whatever revision. */
    static boolean enrolled(JsonNode namespace) {
        JsonNode labels = labels(namespace);
        return labels.has(INJECTION) ? labels.path(INJECTION).asText().equals(ENABLED) : labels.has(REVISION);
    }

    private static JsonNode labels(JsonNode namespace) {
        return namespace.path("metadata").path("labels");
    }
}
