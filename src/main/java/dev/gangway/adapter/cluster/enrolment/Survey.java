package dev.gangway.adapter.cluster.enrolment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.control.enrolment.Enrolment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is left to do in a namespace.
 *
 * @param toRestart the workloads with pods that are not as wanted, in the order in which they are restarted
 * @param notes what is left alone and why, and what to know before the restarts
 * @param unlike the pods that are not as wanted, each with what it belongs to
 */
record Survey(List<Workload> toRestart, List<String> notes, List<String> unlike) {
    Survey {
        toRestart = List.copyOf(toRestart);
        notes = List.copyOf(notes);
        unlike = List.copyOf(unlike);
    }

    /**
     * Looks at all workloads and pods of a namespace.
     *
     * @param since what was restarted at this time or later is not restarted again
     */
    static Survey of(ClusterObjects objects, String namespace, Wanted wanted, Instant since) {
        NamespacePods pods = NamespacePods.read(objects, namespace);
        List<Workload> workloads = workloads(objects, namespace);
        List<Workload> toRestart = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Workload workload : workloads) {
            boolean asWanted = pods.of(workload).stream().allMatch(wanted::isMetBy);
            if (!asWanted && !isRestarted(workload, since)) {
                Optional<String> obstacle = workload.obstacle(wanted);
                obstacle.or(workload::warning).ifPresent(notes::add);
                if (obstacle.isEmpty()) {
                    toRestart.add(workload);
                }
            }
        }
        List<String> unlike = pods.all().stream()
                .filter(pod -> !wanted.isMetBy(pod))
                .map(pod -> "%s (%s)".formatted(pod.name(), belonging(pod, pods, workloads, wanted)))
                .sorted()
                .toList();
        return new Survey(toRestart, notes, unlike);
    }

    /** Whether this enrolment, or somebody else since it began, has asked for a restart of the workload. */
    static boolean isRestarted(Workload workload, Instant since) {
        return workload.restartedAt().filter(at -> !at.isBefore(since)).isPresent();
    }

    /** The pods left without a sidecar, where there is to be one. */
    List<String> withoutSidecar(Enrolment enrolment) {
        return enrolment.request().disable() ? List.of() : unlike;
    }

    private static List<Workload> workloads(ClusterObjects objects, String namespace) {
        List<Workload> workloads = new ArrayList<>();
        for (WorkloadKind kind : WorkloadKind.values()) {
            objects.list(kind.kind(), namespace).stream()
                    .map(object -> new Workload(kind, object))
                    .sorted((one, other) -> one.name().compareTo(other.name()))
                    .forEach(workloads::add);
        }
        return workloads;
    }

    private static String belonging(Pod pod, NamespacePods pods, List<Workload> workloads, Wanted wanted) {
        Optional<Workload> owner = workloads.stream()
                .filter(workload -> pods.belongs(pod, workload))
                .findFirst();
        if (owner.isPresent()) {
            return owner.get().obstacle(wanted).orElse(owner.get().id());
        }
        JsonNode spec = pod.object().path("spec");
        if (spec.path("hostNetwork").asBoolean()) {
            return "on the host's network";
        }
        return pod.kindOfOwner().isEmpty()
                ? "belongs to nothing that would start it anew"
                : "of a %s, which is not restarted".formatted(pod.kindOfOwner());
    }
}
