package dev.gangway.adapter.cluster.enrolment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A workload of a namespace, as it was read.
 *
 * @param kind what it is
 * @param object the whole of it
 */
record Workload(WorkloadKind kind, ObjectNode object) {
    private static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";
    private static final Duration USUAL_DEADLINE = Duration.ofMinutes(10);

    String name() {
        return object.at("/metadata/name").asText();
    }

    String uid() {
        return object.at("/metadata/uid").asText();
    }

    /** Kind and name, such as {@code Deployment/checkout}. */
    String id() {
        return kind.title() + "/" + name();
    }

    /** How many pods it is to have; of a DaemonSet how many it has been told to have. */
    int replicas() {
        return kind == WorkloadKind.DAEMON_SET
                ? object.at("/status/desiredNumberScheduled").asInt()
                : object.path("spec").path("replicas").asInt(1);
    }

    /** Why a restart would do nothing or is not ours to make, with the way out; empty = it can be restarted. */
    Optional<String> obstacle(Wanted wanted) {
        if (object.path("spec").path("paused").asBoolean()) {
            return obstacle("is paused: resume it, then start the enrolment again");
        }
        String strategy = object.at("/spec/updateStrategy/type").asText();
        if (strategy.equals("OnDelete")) {
            return obstacle("has updateStrategy OnDelete: delete its pods yourself");
        }
        int partition =
                object.at("/spec/updateStrategy/rollingUpdate/partition").asInt();
        if (partition > 0) {
            return obstacle("holds back its pods below number %d by updateStrategy.rollingUpdate.partition: set it to 0"
                    .formatted(partition));
        }
        return wanted.revision().isEmpty() ? Optional.empty() : choice();
    }

    /** Why its pods get no sidecar by its own choice; empty = they do. */
    private Optional<String> choice() {
        if (object.at("/spec/template/spec/hostNetwork").asBoolean()) {
            return obstacle("uses the host's network: Istio injects no sidecar there");
        }
        if (templateLabel("sidecar.istio.io/inject").equals("false")) {
            return obstacle("opts out by the pod label sidecar.istio.io/inject=false");
        }
        return Optional.empty();
    }

    /** What to know before it is restarted; empty = nothing. */
    Optional<String> warning() {
        boolean recreated = object.at("/spec/strategy/type").asText().equals("Recreate");
        boolean single = replicas() == 1 && kind != WorkloadKind.DAEMON_SET;
        if (recreated || (single && kind.takesPodsFirst(object))) {
            return Optional.of("%s is down for a moment while it is restarted: %s"
                    .formatted(
                            id(),
                            recreated ? "its strategy is Recreate" : "it has one replica, which may be unavailable"));
        }
        return Optional.empty();
    }

    /** When its last restart was asked for; empty = never, or nobody can tell. */
    Optional<Instant> restartedAt() {
        String text = kind == WorkloadKind.ROLLOUT
                ? object.path("spec").path("restartAt").asText()
                : object.at("/spec/template/metadata/annotations")
                        .path(RESTARTED_AT)
                        .asText();
        return instant(text);
    }

    /**
     * The same with a restart asked for: as {@code kubectl rollout restart} does it, and of an Argo Rollout by {@code restartAt},
     * since a change of its template would start a canary.
     */
    Workload restarted(Instant now) {
        ObjectNode copy = object.deepCopy();
        if (kind == WorkloadKind.ROLLOUT) {
            copy.withObject("/spec").put("restartAt", now.toString());
        } else {
            copy.withObject("/spec/template/metadata")
                    .withObjectProperty("annotations")
                    .put(RESTARTED_AT, now.toString());
        }
        return new Workload(kind, copy);
    }

    /** Whether what its specification says has come about and all its pods are available. */
    boolean isSettled() {
        return kind.isSettled(object, replicas());
    }

    /** How far its pods are, for people. */
    String progress() {
        return kind.progress(object, replicas());
    }

    /** How long it may stand still before it is given up. */
    Duration deadline() {
        JsonNode seconds = object.path("spec").path("progressDeadlineSeconds");
        // The API server writes the largest number for "never".
        boolean bounded = seconds.isInt() && seconds.asInt() > 0 && seconds.asInt() < Integer.MAX_VALUE;
        return bounded ? Duration.ofSeconds(seconds.asInt()) : USUAL_DEADLINE;
    }

    static Optional<Instant> instant(String text) {
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private String templateLabel(String label) {
        return object.at("/spec/template/metadata/labels").path(label).asText();
    }

    private Optional<String> obstacle(String why) {
        return Optional.of(id() + " " + why);
    }
}
