package dev.gangway.adapter.cluster.capacity;

import dev.gangway.adapter.cluster.Member;
import dev.gangway.domain.shift.ShiftId;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The HorizontalPodAutoscalers of a cluster, and the ScaledObjects where KEDA's are served. */
final class Scalers implements AutoCloseable {
    private final Map<ScalerKind, Watched<GenericKubernetesResource>> watched = new EnumMap<>(ScalerKind.class);

    /** @param changed is told of the namespace in which something has changed */
    Scalers(Member member, Consumer<String> changed) {
        for (ScalerKind kind : ScalerKind.values()) {
            watched.put(
                    kind,
                    new Watched<>(
                            kind.plural(),
                            member.client()
                                    .genericKubernetesResources(kind.served())
                                    .inAnyNamespace(),
                            full -> Trims.spec(full, kind.fields(), List.of(MinimumNote.ANNOTATION)),
                            Scalers::keys,
                            scaler -> changed.accept(scaler.getMetadata().getNamespace()),
                            member.watches()));
        }
    }

    /** One of them, as last seen. */
    record Scaler(ScalerKind kind, GenericKubernetesResource object) {
        String namespace() {
            return object.getMetadata().getNamespace();
        }

        String name() {
            return object.getMetadata().getName();
        }

        int minimum() {
            return kind.minimum(ScalerKind.spec(object));
        }

        int maximum() {
            return kind.maximum(ScalerKind.spec(object));
        }

        @Override
        public String toString() {
            return kind.title() + " " + name();
        }
    }

    /** What scales a workload: a ScaledObject where there is one, as the other kind is its own doing then. */
    Optional<Scaler> of(String namespace, Workloads.Workload workload) {
        String key = key(namespace, workload.target());
        return all(ScalerKind.SCALED_OBJECT, key).findFirst().or(() -> all(ScalerKind.HORIZONTAL_POD_AUTOSCALER, key)
                .filter(scaler -> !isOwnedByScaledObject(scaler.object()))
                .findFirst());
    }

    /** Those whose minimum is raised for a shift. */
    List<Scaler> raisedFor(ShiftId id) {
        List<Scaler> raised = new ArrayList<>();
        for (ScalerKind kind : ScalerKind.values()) {
            all(kind, id.toString()).forEach(raised::add);
        }
        return raised;
    }

    CompletableFuture<Void> answered() {
        return CompletableFuture.allOf(
                watched.values().stream().map(Watched::answered).toArray(CompletableFuture<?>[]::new));
    }

    Optional<String> problem() {
        return watched.values().stream()
                .flatMap(kind -> kind.problem().stream())
                .findFirst();
    }

    @Override
    public void close() {
        watched.values().forEach(Watched::close);
    }

    private Stream<Scaler> all(ScalerKind kind, String key) {
        return watched.get(kind).by(key).stream().map(object -> new Scaler(kind, object));
    }

    /** By what they scale, and by the shift that they are raised for. No shift is named like a workload. */
    private static List<String> keys(GenericKubernetesResource scaler) {
        String target = key(scaler.getMetadata().getNamespace(), ScalerKind.target(scaler));
        return MinimumNote.of(scaler).map(note -> List.of(target, note.shift())).orElse(List.of(target));
    }

    private static String key(String namespace, String target) {
        return namespace + " " + target;
    }

    private static boolean isOwnedByScaledObject(GenericKubernetesResource scaler) {
        return scaler.getMetadata().getOwnerReferences() != null
                && scaler.getMetadata().getOwnerReferences().stream()
                        .anyMatch(owner -> ScalerKind.SCALED_OBJECT.title().equals(owner.getKind()));
    }
}
