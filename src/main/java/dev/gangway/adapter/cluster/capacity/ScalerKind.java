package dev.gangway.adapter.cluster.capacity;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The kinds that change the number of a workload's pods by themselves, with the fields of their bounds and what these are by default. */
enum ScalerKind {
    /** Kubernetes': minReplicas is 1 where it is left out, maxReplicas must be there. */
    HORIZONTAL_POD_AUTOSCALER(
            "autoscaling",
            "v2",
            "HorizontalPodAutoscaler",
            "horizontalpodautoscalers",
            "minReplicas",
            1,
            "maxReplicas",
            0),
    /** KEDA's: from 0 to 100 where nothing is said. It makes a HorizontalPodAutoscaler, and owns it. */
    SCALED_OBJECT("keda.sh", "v1alpha1", "ScaledObject", "scaledobjects", "minReplicaCount", 0, "maxReplicaCount", 100);

    private final String group;
    private final String version;
    private final String kind;
    private final String plural;
    private final String minimumField;
    private final int usualMinimum;
    private final String maximumField;
    private final int usualMaximum;

    ScalerKind(
            String group,
            String version,
            String kind,
            String plural,
            String minimumField,
            int usualMinimum,
            String maximumField,
            int usualMaximum) {
        this.group = group;
        this.version = version;
        this.kind = kind;
        this.plural = plural;
        this.minimumField = minimumField;
        this.usualMinimum = usualMinimum;
        this.maximumField = maximumField;
        this.usualMaximum = usualMaximum;
    }

    String title() {
        return kind;
    }

    String plural() {
        return plural;
    }

    /** How an API server serves them. */
    ResourceDefinitionContext served() {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }

    /** The fields of the specification that are looked at. */
    List<String> fields() {
        return List.of("scaleTargetRef", minimumField, maximumField);
    }

    String minimumField() {
        return minimumField;
    }

    int minimum(Map<?, ?> spec) {
        return number(spec, minimumField, usualMinimum);
    }

    int maximum(Map<?, ?> spec) {
        return number(spec, maximumField, usualMaximum);
    }

    /** What is said there; empty = nothing is. */
    OptionalInt said(Map<?, ?> spec) {
        return spec.get(minimumField) instanceof Number number
                ? OptionalInt.of(number.intValue())
                : OptionalInt.empty();
    }

    /** {@code Deployment/cart}, as the scaler names what it scales. */
    static String target(GenericKubernetesResource scaler) {
        return spec(scaler).get("scaleTargetRef") instanceof Map<?, ?> target
                ? "%s/%s".formatted(target.get("kind") == null ? "Deployment" : target.get("kind"), target.get("name"))
                : "";
    }

    static Map<?, ?> spec(GenericKubernetesResource scaler) {
        return scaler.getAdditionalProperties().get("spec") instanceof Map<?, ?> spec ? spec : Map.of();
    }

    private static int number(Map<?, ?> spec, String field, int otherwise) {
        return spec.get(field) instanceof Number number ? Math.max(0, number.intValue()) : otherwise;
    }
}
