package dev.gangway.adapter.cluster.enrolment;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of workloads that can be restarted, in the order in which they are, and how each shows that it is done. */
enum WorkloadKind {
    DEPLOYMENT(ObjectKind.DEPLOYMENT, "replicas", "updatedReplicas", "availableReplicas"),
    STATEFUL_SET(ObjectKind.STATEFUL_SET, "replicas", "updatedReplicas", "availableReplicas"),
    DAEMON_SET(ObjectKind.DAEMON_SET, "currentNumberScheduled", "updatedNumberScheduled", "numberAvailable"),
    ROLLOUT(ObjectKind.ROLLOUT, "replicas", "updatedReplicas", "availableReplicas");

    private final ObjectKind kind;
    private final String all;
    private final String updated;
    private final String available;

    WorkloadKind(ObjectKind kind, String all, String updated, String available) {
        this.kind = kind;
        this.all = all;
        this.updated = updated;
        this.available = available;
    }

    /** The kind of an {@link Workload#id}; empty = none of these. */
    static Optional<WorkloadKind> of(String id) {
        return Arrays.stream(values())
                .filter(known -> id.startsWith(known.title() + "/"))
                .findFirst();
    }

    ObjectKind kind() {
        return kind;
    }

    String title() {
        return kind.title();
    }

    /** Whether the controller has seen the specification, and all pods are of it and available, and no others are left. */
    boolean isSettled(JsonNode workload, int replicas) {
        JsonNode status = workload.path("status");
        boolean complete = status.path(all).asInt() == replicas
                && status.path(updated).asInt() == replicas
                && status.path(available).asInt() == replicas;
        return complete && isObserved(workload) && (this != ROLLOUT || isRestarted(workload));
    }

    String progress(JsonNode workload, int replicas) {
        JsonNode status = workload.path("status");
        return "%d of %d pods updated, %d available"
                .formatted(
                        status.path(updated).asInt(),
                        replicas,
                        status.path(available).asInt());
    }

    /** Whether a pod goes before its successor has come, where nothing else is said. */
    boolean takesPodsFirst(JsonNode workload) {
        if (this != DEPLOYMENT) {
            return true;
        }
        JsonNode most = workload.at("/spec/strategy/rollingUpdate/maxUnavailable");
        return most.asText().equals("100%") || most.asInt() > 0;
    }

    /** Argo writes the observed generation as a text, and long ago wrote a hash, which says nothing. */
    private static boolean isObserved(JsonNode workload) {
        String observed = workload.path("status").path("observedGeneration").asText();
        long generation = workload.path("metadata").path("generation").asLong();
        return observed.matches("\\d{1,18}") ? Long.parseLong(observed) >= generation : !observed.isEmpty();
    }

    /** Argo repeats {@code restartAt} in the status when no older pod is left. */
    private static boolean isRestarted(JsonNode rollout) {
        Optional<Instant> asked =
                Workload.instant(rollout.path("spec").path("restartAt").asText());
        Optional<Instant> done =
                Workload.instant(rollout.path("status").path("restartedAt").asText());
        return asked.isEmpty() || asked.equals(done);
    }
}
