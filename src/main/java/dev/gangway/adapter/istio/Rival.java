package dev.gangway.adapter.istio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Another writer of an object, by what {@code metadata.managedFields} says, and how to make it leave the object alone. */
final class Rival {
    /** The API server takes it from the client's user agent. */
    private static final String OURSELVES = "gangway";

    private Rival() {}

    /** The manager that changed the specification last, but for ourselves; a text that says so where none is told. */
    static String name(ObjectNode object) {
        Stream<JsonNode> managers = StreamSupport.stream(
                object.path("metadata").path("managedFields").spliterator(), false);
        return managers.filter(entry -> entry.path("fieldsV1").has("f:spec"))
                .filter(entry -> !entry.path("manager").asText("").equals(OURSELVES))
                .max(Comparator.comparing(entry -> entry.path("time").asText("")))
                .map(entry -> entry.path("manager").asText(""))
                .filter(name -> !name.isEmpty())
                .orElse("another writer");
    }

    /** What to do about it, with the text to put into Argo CD's or Flux's own object. */
    static String wayOut(String manager, ObjectKey object) {
        String name = manager.toLowerCase(Locale.ROOT);
        if (name.contains("argocd")) {
            return argoCd(object);
        }
        if (name.contains("helm-controller")) {
            return fluxHelm(object);
        }
        return name.contains("kustomize-controller") || name.contains("flux")
                ? fluxKustomize(object)
                : "stop %s from writing it for the time of the shift, then resume".formatted(manager);
    }

    private static String argoCd(ObjectKey object) {
        return """
                put this into the Application that has it, then resume:
                spec:
                  ignoreDifferences:
                    - group: networking.istio.io
                      kind: %s
                      namespace: %s
                      name: %s
                      jsonPointers:
                %s
                  syncPolicy:
                    syncOptions:
                      - RespectIgnoreDifferences=true"""
                .formatted(object.kind().title(), object.namespace(), object.name(), pointers(object, "        - "));
    }

    private static String fluxKustomize(ObjectKey object) {
        return """
                let Flux skip it, then resume; take the annotation away when the shift is over:
                kubectl annotate %s -n %s %s kustomize.toolkit.fluxcd.io/reconcile=disabled"""
                .formatted(object.kind().title().toLowerCase(Locale.ROOT), object.namespace(), object.name());
    }

    private static String fluxHelm(ObjectKey object) {
        return """
                put this into the HelmRelease that has it, then resume:
                spec:
                  driftDetection:
                    ignore:
                      - target:
                          kind: %s
                          name: %s
                          namespace: %s
                        paths:
                %s"""
                .formatted(object.kind().title(), object.name(), object.namespace(), pointers(object, "          - "));
    }

    /** The lists whole: a path into a list is not kept by those who merge lists as one. */
    private static String pointers(ObjectKey object, String indent) {
        Stream<String> pointers =
                switch (object.kind()) {
                    case DESTINATION_RULE -> Stream.of("/spec");
                    case VIRTUAL_SERVICE ->
                        Stream.of("/spec/http", "/spec/tcp", "/spec/tls", "/metadata/annotations/gangway.dev~1woven");
                };
        return String.join("\n", pointers.map(indent::concat).toList());
    }
}
