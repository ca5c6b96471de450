package dev.gangway.adapter.istio;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Arrays;

/** The kinds of objects that hold routes and subsets. They are read as trees, since a model would lose what it does not know. */
enum IstioKind {
    DESTINATION_RULE("DestinationRule", "destinationrules"),
    VIRTUAL_SERVICE("VirtualService", "virtualservices");

    private final String kind;
    private final String plural;

    IstioKind(String kind, String plural) {
        this.kind = kind;
        this.plural = plural;
    }

    static IstioKind of(JsonNode object) {
        String kind = object.path("kind").asText("");
        return Arrays.stream(values())
                .filter(known -> known.kind.equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("neither routes nor subsets: '" + kind + "'"));
    }

    /** As it stands in an object's {@code kind}. */
    String title() {
        return kind;
    }

    /** How an API server serves them. */
    ResourceDefinitionContext served() {
        return new ResourceDefinitionContext.Builder()
                .withGroup("networking.istio.io")
                .withVersion("v1")
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }
}
