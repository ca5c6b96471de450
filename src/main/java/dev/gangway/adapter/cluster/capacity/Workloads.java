package dev.gangway.adapter.cluster.capacity;

import dev.gangway.adapter.cluster.Member;
import dev.gangway.adapter.cluster.SlimObjects;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What owns the pods of services: Deployments, StatefulSets, and Rollouts where Argo's are served. */
final class Workloads implements AutoCloseable {
    private static final List<ResourceDefinitionContext> KINDS = List.of(
            kind("apps", "v1", "Deployment", "deployments"),
            kind("apps", "v1", "StatefulSet", "statefulsets"),
            kind("argoproj.io", "v1alpha1", "Rollout", "rollouts"));

    private final List<Watched<GenericKubernetesResource>> watched = new ArrayList<>();

    /** @param changed is told of the namespace in which something has changed */
    Workloads(Member member, Consumer<String> changed) {
        for (ResourceDefinitionContext kind : KINDS) {
            watched.add(new Watched<>(
                    kind.getPlural(),
                    member.client().genericKubernetesResources(kind).inAnyNamespace(),
                    full -> trimmed(full, kind.getKind()),
                    workload -> List.of(workload.getMetadata().getNamespace()),
                    workload -> changed.accept(workload.getMetadata().getNamespace()),
                    member.watches()));
        }
    }

    /** A workload of a service. */
    record Workload(String kind, String name, int replicas) {
        /** As a scaler names it. */
        String target() {
            return kind + "/" + name;
        }

        /** As kubectl takes it. */
        String words() {
            return kind.toLowerCase(Locale.ROOT) + "/" + name;
        }
    }

    /** Those whose pods a selector finds. A Service without one has none. */
    List<Workload> of(String namespace, Map<String, String> selector) {
        if (selector.isEmpty()) {
            return List.of();
        }
        return watched.stream()
                .flatMap(kind -> kind.by(namespace).stream())
                .filter(workload -> labels(workload).entrySet().containsAll(selector.entrySet()))
                .map(workload ->
                        new Workload(workload.getKind(), workload.getMetadata().getName(), replicas(workload)))
                .toList();
    }

    CompletableFuture<Void> answered() {
        return CompletableFuture.allOf(watched.stream().map(Watched::answered).toArray(CompletableFuture<?>[]::new));
    }

    Optional<String> problem() {
        return watched.stream().flatMap(kind -> kind.problem().stream()).findFirst();
    }

    @Override
    public void close() {
        watched.forEach(Watched::close);
    }

    /** An item of a list need not say its kind. */
    private static GenericKubernetesResource trimmed(GenericKubernetesResource full, String kind) {
        GenericKubernetesResource trimmed = Trims.spec(full, List.of("replicas"), List.of());
        trimmed.setKind(kind);
        trimmed.setAdditionalProperty("labels", labelsOf(full));
        return trimmed;
    }

    private static Map<?, ?> labelsOf(GenericKubernetesResource full) {
        Object labels = full.get("spec", "template", "metadata", "labels");
        return labels instanceof Map<?, ?> map ? shared(map) : Map.of();
    }

    private static Map<String, String> shared(Map<?, ?> labels) {
        Map<String, String> texts = new HashMap<>();
        labels.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
        return SlimObjects.withSharedKeys(texts);
    }

    private static Map<?, ?> labels(GenericKubernetesResource trimmed) {
        return trimmed.getAdditionalProperties().get("labels") instanceof Map<?, ?> map ? map : Map.of();
    }

    private static int replicas(GenericKubernetesResource workload) {
        return ScalerKind.spec(workload).get("replicas") instanceof Number number ? number.intValue() : 1;
    }

    private static ResourceDefinitionContext kind(String group, String version, String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }
}
