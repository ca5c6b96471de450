package dev.gangway.sim;

import static dev.gangway.sim.WorkloadController.allReady;
import static dev.gangway.sim.WorkloadController.name;
import static dev.gangway.sim.WorkloadController.ready;
import static dev.gangway.sim.WorkloadController.replicas;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** StatefulSets: numbered pods, created upwards and replaced downwards, one at a time. */
final class StatefulSetController implements WorkloadController {
    private static final String HASH = "controller-revision-hash";

    private final ObjectStore store;
    private final Kubelet kubelet;

    StatefulSetController(ObjectStore store, Kubelet kubelet) {
        this.store = store;
        this.kubelet = kubelet;
    }

    @Override
    public String plural() {
        return "statefulsets";
    }

    @Override
    public void step(ObjectNode workload, ClusterState state) {
        List<ObjectNode> pods = state.podsOf(workload);
        String revision = name(workload) + "-" + WorkloadController.hash(workload);
        List<ObjectNode> updated = WorkloadController.withHash(pods, HASH, revision);
        int wanted = replicas(workload);
        Optional<ObjectNode> surplus = pods.stream()
                .filter(pod -> ordinal(pod) >= wanted)
                .max(Comparator.comparing(StatefulSetController::ordinal));
        if (surplus.isPresent()) {
            store.delete(surplus.get());
        } else if (pods.size() < wanted) {
            createNext(workload, pods, revision, state);
        } else {
            replaceNext(workload, pods, updated);
        }
        WorkloadController.tell(workload, status(workload, pods, updated, revision), store);
    }

    private void createNext(ObjectNode workload, List<ObjectNode> pods, String revision, ClusterState state) {
        if (allReady(pods)) {
            Set<Integer> there =
                    pods.stream().map(StatefulSetController::ordinal).collect(Collectors.toSet());
            int next = IntStream.iterate(0, i -> i + 1)
                    .filter(i -> !there.contains(i))
                    .findFirst()
                    .orElseThrow();
            String name = name(workload) + "-" + next;
            kubelet.start(
                    Kubelet.Order.anywhere(
                            workload,
                            workload.path("spec").path("template"),
                            name,
                            Map.of(HASH, revision, "statefulset.kubernetes.io/pod-name", name)),
                    state.injection(),
                    state.labelsOfNamespace(workload),
                    state.now());
        }
    }

    private void replaceNext(ObjectNode workload, List<ObjectNode> pods, List<ObjectNode> updated) {
        boolean waits = workload.at("/spec/updateStrategy/type").asText().equals("OnDelete");
        if (!waits && allReady(pods)) {
            WorkloadController.others(pods, updated).stream()
                    .max(Comparator.comparing(StatefulSetController::ordinal))
                    .ifPresent(store::delete);
        }
    }

    private static ObjectNode status(
            ObjectNode workload, List<ObjectNode> pods, List<ObjectNode> updated, String revision) {
        boolean complete = updated.size() == replicas(workload) && allReady(updated);
        ObjectNode status = JSON.createObjectNode();
        status.put("observedGeneration", WorkloadController.generation(workload));
        status.put("replicas", pods.size());
        status.put("readyReplicas", ready(pods)).put("availableReplicas", ready(pods));
        status.put("updatedReplicas", updated.size());
        status.put("currentReplicas", complete ? updated.size() : pods.size() - updated.size());
        status.put("updateRevision", revision);
        status.put(
                "currentRevision",
                complete ? revision : workload.at("/status/currentRevision").asText(revision));
        return status;
    }

    private static int ordinal(ObjectNode pod) {
        String name = name(pod);
        return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    }
}
