package dev.gangway.adapter.cluster.enrolment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The sidecar injectors of a cluster. Without one that answers to a namespace's {@code istio.io/rev} its pods start without a
 * sidecar, and nobody is told, so one is looked for before anything is labelled.
 *
 * <p>Istio labels the MutatingWebhookConfiguration of a revision {@code istio.io/rev}, that of a tag {@code istio.io/tag} as
 * well; the revision without a name is {@code default}.
 */
record Injectors(List<ObjectNode> configurations) {
    private static final String REVISION = "istio.io/rev";
    private static final String TAG = "istio.io/tag";

    Injectors {
        configurations = List.copyOf(configurations);
    }

    static Injectors of(ClusterObjects objects) {
        return new Injectors(objects.listAll(ObjectKind.INJECTOR).stream()
                .filter(Injectors::isInjector)
                .toList());
    }

    /** The revision whose sidecar a pod gets that asks for this revision or tag; empty = no injector answers to it. */
    Optional<String> revision(String revisionOrTag) {
        return configurations.stream()
                .filter(injector -> answersTo(injector).equals(revisionOrTag))
                .map(injector -> labels(injector).path(REVISION).asText())
                .findFirst();
    }

    /** The revisions and tags that there are, for people. */
    String known() {
        return configurations.stream()
                .map(Injectors::answersTo)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** Istio's other webhooks carry the label of the revision too; they have no webhook for pods. */
    private static boolean isInjector(JsonNode configuration) {
        String name = configuration.at("/metadata/name").asText();
        return labels(configuration).has(REVISION)
                && (name.startsWith("istio-sidecar-injector")
                        || labels(configuration).has(TAG));
    }

    private static String answersTo(JsonNode injector) {
        return labels(injector).path(labels(injector).has(TAG) ? TAG : REVISION).asText();
    }

    private static JsonNode labels(JsonNode object) {
        return object.path("metadata").path("labels");
    }
}
