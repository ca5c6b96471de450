package dev.gangway.adapter.cluster.preflight;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.gangway.adapter.cluster.preflight.Reading.Cause;
import dev.gangway.adapter.cluster.preflight.Reading.Gap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A cluster that is a list of objects, with gaps; answers at once. */
final class StandingCluster implements ClusterReads {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final List<ObjectNode> objects = new ArrayList<>();
    private final Map<ObjectKind, Gap> gaps = new EnumMap<>(ObjectKind.class);
    private final List<String> asked = new ArrayList<>();

    /** Adds the objects of a text. */
    StandingCluster add(String yaml) {
        for (String document : yaml.split("\n---\n", -1)) {
            try {
                objects.add((ObjectNode) YAML.readTree(document));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return this;
    }

    /** Changes the objects of a kind whose names begin so; there must be one. */
    void edit(ObjectKind kind, String name, Consumer<ObjectNode> change) {
        List<ObjectNode> found = objects.stream().filter(of(kind, name)).toList();
        if (found.isEmpty()) {
            throw new NoSuchElementException(kind + " " + name);
        }
        found.forEach(change);
    }

    void remove(ObjectKind kind, String name) {
        if (!objects.removeIf(of(kind, name))) {
            throw new NoSuchElementException(kind + " " + name);
        }
    }

    /** From now on questions about a kind get no answer. */
    void gap(ObjectKind kind, Cause cause) {
        gaps.put(kind, new Gap(cause, "no answer about " + kind.title(), "ask again"));
    }

    /** What was asked, as {@code list pods shop}. */
    List<String> asked() {
        return asked;
    }

    @Override
    public CompletableFuture<Reading<Optional<KubernetesObject>>> get(ObjectKind kind, String namespace, String name) {
        asked.add("get %s %s %s".formatted(kind.resource(), namespace, name));
        return CompletableFuture.completedFuture(answer(
                kind,
                objects.stream()
                        .filter(of(kind, name))
                        .map(KubernetesObject::new)
                        .filter(object ->
                                object.name().equals(name) && object.namespace().equals(namespace))
                        .findFirst()));
    }

    @Override
    public CompletableFuture<Reading<List<KubernetesObject>>> list(Question question) {
        asked.add("list %s %s".formatted(question.kind().resource(), question.namespace()));
        return CompletableFuture.completedFuture(answer(
                question.kind(),
                objects.stream()
                        .filter(of(question.kind(), ""))
                        .map(KubernetesObject::new)
                        .filter(object -> question.namespace().isEmpty()
                                || object.namespace().equals(question.namespace()))
                        .filter(object ->
                                Arrays.stream(question.labels().split(",", -1)).allMatch(label -> has(object, label)))
                        .toList()));
    }

    private <T> Reading<T> answer(ObjectKind kind, T value) {
        return gaps.containsKey(kind) ? new Reading.Unknown<>(gaps.get(kind)) : Reading.known(value);
    }

    private static boolean has(KubernetesObject object, String label) {
        int equals = label.indexOf('=');
        return label.isEmpty()
                || (equals < 0
                        ? object.label(label).isPresent()
                        : object.label(label.substring(0, equals))
                                .filter(label.substring(equals + 1)::equals)
                                .isPresent());
    }

    private static Predicate<ObjectNode> of(ObjectKind kind, String name) {
        return object -> object.path("kind").asText().equals(kind.title())
                && kind.resource().endsWith(group(object.path("apiVersion").asText()))
                && object.at("/metadata/name").asText().startsWith(name);
    }

    private static String group(String apiVersion) {
        return apiVersion.contains("/") ? "." + apiVersion.replaceFirst("/.*", "") : "";
    }
}
