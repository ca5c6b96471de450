package dev.gangway.sim;

import static dev.gangway.sim.WorkloadController.allReady;
import static dev.gangway.sim.WorkloadController.ready;
import static dev.gangway.sim.WorkloadController.replicas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Deployments and Argo Rollouts: their pods belong to a ReplicaSet for each template. A new template rolls pod by pod, the new
 * one first; a Rollout's {@code restartAt} deletes pod by pod what was created before.
 */
final class ReplicaSetController implements WorkloadController {
    private final String plural;
    private final String hashLabel;
    private final ObjectStore store;
    private final Kubelet kubelet;

    private ReplicaSetController(String plural, String hashLabel, ObjectStore store, Kubelet kubelet) {
        this.plural = plural;
        this.hashLabel = hashLabel;
        this.store = store;
        this.kubelet = kubelet;
    }

    static ReplicaSetController ofDeployments(ObjectStore store, Kubelet kubelet) {
        return new ReplicaSetController("deployments", "pod-template-hash", store, kubelet);
    }

    static ReplicaSetController ofRollouts(ObjectStore store, Kubelet kubelet) {
        return new ReplicaSetController("rollouts", "rollouts-pod-template-hash", store, kubelet);
    }

    @Override
    public String plural() {
        return plural;
    }

    @Override
    public void step(ObjectNode workload, ClusterState state) {
        List<ObjectNode> sets = state.replicaSetsOf(workload);
        List<ObjectNode> pods =
                sets.stream().flatMap(set -> state.podsOf(set).stream()).toList();
        String hash = WorkloadController.hash(workload);
        List<ObjectNode> updated = WorkloadController.withHash(pods, hashLabel, hash);
        boolean paused = workload.path("spec").path("paused").asBoolean() && !pods.isEmpty();
        sets.stream()
                .filter(set ->
                        set.at("/metadata/labels").path(hashLabel).asText().equals(hash))
                .findFirst()
                .ifPresentOrElse(
                        set -> {
                            if (!paused) {
                                roll(workload, set, pods, updated, state);
                            }
                        },
                        () -> {
                            if (!paused) {
                                createSet(workload, hash, state.now());
                            }
                        });
        sets.forEach(set -> tidy(set, state.podsOf(set), hash));
        WorkloadController.tell(workload, status(workload, pods, updated, state.now()), store);
    }

    private void roll(
            ObjectNode workload, ObjectNode set, List<ObjectNode> pods, List<ObjectNode> updated, ClusterState state) {
        int wanted = replicas(workload);
        List<ObjectNode> old = WorkloadController.others(pods, updated);
        int missing = wanted - updated.size();
        if (missing > 0 && old.isEmpty() && (updated.isEmpty() || allReady(updated))) {
            for (int i = 0; i < missing; i++) {
                create(set, state);
            }
        } else if (missing > 0 && pods.size() <= wanted && allReady(updated)) {
            create(set, state);
        } else if (!old.isEmpty() && (ready(pods) > wanted || (pods.size() > wanted && !allReady(old)))) {
            store.delete(old.stream()
                    .filter(pod -> !Kubelet.isReady(pod))
                    .findFirst()
                    .orElse(old.get(0)));
        } else if (missing < 0) {
            updated.stream().limit(-missing).forEach(store::delete);
        } else if (old.isEmpty() && missing == 0 && allReady(updated) && isRestarting(workload, state.now())) {
            updated.stream()
                    .filter(pod -> createdBefore(pod, restartAt(workload)))
                    .findFirst()
                    .ifPresent(store::delete);
        }
    }

    private void create(ObjectNode set, ClusterState state) {
        String hash = set.at("/metadata/labels").path(hashLabel).asText();
        String name = WorkloadController.name(set) + "-" + kubelet.suffix();
        kubelet.start(
                Kubelet.Order.anywhere(set, set.path("spec").path("template"), name, Map.of(hashLabel, hash)),
                state.injection(),
                state.labelsOfNamespace(set),
                state.now());
    }

    private void createSet(ObjectNode workload, String hash, Instant now) {
        ObjectNode set = JSON.createObjectNode();
        set.put("apiVersion", "apps/v1").put("kind", "ReplicaSet");
        ObjectNode metadata = set.putObject("metadata");
        metadata.put("name", WorkloadController.name(workload) + "-" + hash);
        metadata.set("namespace", workload.at("/metadata/namespace"));
        JsonNode labels = workload.at("/spec/template/metadata/labels");
        metadata.set("labels", labels.isObject() ? labels.deepCopy() : JSON.createObjectNode());
        metadata.withObject("/labels").put(hashLabel, hash);
        Ownership.set(set, workload);
        ObjectNode spec = set.putObject("spec").put("replicas", 0);
        spec.set("template", workload.path("spec").path("template").deepCopy());
        store.create(set, now);
    }

    /** An old set goes with its last pod: nobody undoes a rollout here. */
    private void tidy(ObjectNode set, List<ObjectNode> pods, String hash) {
        boolean current = set.at("/metadata/labels").path(hashLabel).asText().equals(hash);
        if (!current && pods.isEmpty()) {
            store.delete(set);
            return;
        }
        set.withObject("/spec").put("replicas", pods.size());
        ObjectNode status = JSON.createObjectNode();
        status.put("replicas", pods.size());
        status.put("readyReplicas", ready(pods)).put("availableReplicas", ready(pods));
        WorkloadController.tell(set, status, store);
    }

    private ObjectNode status(ObjectNode workload, List<ObjectNode> pods, List<ObjectNode> updated, Instant now) {
        int wanted = replicas(workload);
        ObjectNode status = JSON.createObjectNode();
        status.put("replicas", pods.size());
        status.put("updatedReplicas", updated.size());
        status.put("readyReplicas", ready(pods));
        status.put("availableReplicas", ready(pods));
        boolean complete = updated.size() == wanted && pods.size() == wanted && ready(pods) == wanted;
        if (plural.equals("rollouts")) {
            ofRollout(status, workload, complete, pods, now);
        } else {
            status.put("observedGeneration", WorkloadController.generation(workload));
            status.put("unavailableReplicas", Math.max(0, pods.size() - ready(pods)));
            condition(status, "Available", ready(pods) >= wanted, "MinimumReplicasAvailable");
            condition(status, "Progressing", true, complete ? "NewReplicaSetAvailable" : "ReplicaSetUpdated");
        }
        return status;
    }

    private static void condition(ObjectNode status, String type, boolean holds, String reason) {
        status.withArrayProperty("conditions")
                .addObject()
                .put("type", type)
                .put("status", holds ? "True" : "False")
                .put("reason", reason);
    }

    /** Argo writes the observed generation as a text, and {@code restartedAt} once no older pod is left. */
    private static void ofRollout(
            ObjectNode status, ObjectNode workload, boolean complete, List<ObjectNode> pods, Instant now) {
        status.put("observedGeneration", String.valueOf(WorkloadController.generation(workload)));
        boolean restarting = isRestarting(workload, now);
        boolean restarted =
                restarting && complete && pods.stream().noneMatch(pod -> createdBefore(pod, restartAt(workload)));
        status.put("phase", complete && (!restarting || restarted) ? "Healthy" : "Progressing");
        JsonNode before = workload.path("status").path("restartedAt");
        if (restarted || before.isTextual()) {
            status.put("restartedAt", restarted ? restartAt(workload).toString() : before.asText());
        }
    }

    private static boolean isRestarting(ObjectNode workload, Instant now) {
        String restarted = workload.path("status").path("restartedAt").asText();
        return !workload.path("spec").path("restartAt").asText().isEmpty()
                && !restartAt(workload).isAfter(now)
                && (restarted.isEmpty() || !Instant.parse(restarted).equals(restartAt(workload)));
    }

    private static Instant restartAt(ObjectNode workload) {
        return Instant.parse(workload.path("spec").path("restartAt").asText());
    }

    private static boolean createdBefore(JsonNode pod, Instant time) {
        return Instant.parse(pod.at("/metadata/creationTimestamp").asText()).isBefore(time);
    }
}
