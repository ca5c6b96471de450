package dev.gangway.sim;

import static dev.gangway.sim.WorkloadController.allReady;
import static dev.gangway.sim.WorkloadController.name;
import static dev.gangway.sim.WorkloadController.ready;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** DaemonSets: a pod on each of three nodes, replaced one after another. */
final class DaemonSetController implements WorkloadController {
    private static final String HASH = "controller-revision-hash";
    private static final List<String> NODES = List.of("node-1", "node-2", "node-3");

    private final ObjectStore store;
    private final Kubelet kubelet;

    DaemonSetController(ObjectStore store, Kubelet kubelet) {
        this.store = store;
        this.kubelet = kubelet;
    }

    @Override
    public String plural() {
        return "daemonsets";
    }

    @Override
    public void step(ObjectNode workload, ClusterState state) {
        List<ObjectNode> pods = state.podsOf(workload);
        String hash = WorkloadController.hash(workload);
        List<ObjectNode> updated = WorkloadController.withHash(pods, HASH, hash);
        Set<String> taken = pods.stream()
                .map(pod -> pod.path("spec").path("nodeName").asText())
                .collect(Collectors.toSet());
        boolean waits = workload.at("/spec/updateStrategy/type").asText().equals("OnDelete");
        if (taken.size() < NODES.size()) {
            NODES.stream().filter(node -> !taken.contains(node)).forEach(node -> create(workload, hash, node, state));
        } else if (!waits && allReady(pods)) {
            WorkloadController.others(pods, updated).stream().findFirst().ifPresent(store::delete);
        }
        WorkloadController.tell(workload, status(workload, pods, updated), store);
    }

    private void create(ObjectNode workload, String hash, String node, ClusterState state) {
        kubelet.start(
                new Kubelet.Order(
                        workload,
                        workload.path("spec").path("template"),
                        name(workload) + "-" + kubelet.suffix(),
                        Map.of(HASH, hash),
                        node),
                state.injection(),
                state.labelsOfNamespace(workload),
                state.now());
    }

    private static ObjectNode status(ObjectNode workload, List<ObjectNode> pods, List<ObjectNode> updated) {
        ObjectNode status = JSON.createObjectNode();
        status.put("observedGeneration", WorkloadController.generation(workload));
        status.put("desiredNumberScheduled", NODES.size());
        status.put("currentNumberScheduled", pods.size());
        status.put("updatedNumberScheduled", updated.size());
        status.put("numberReady", ready(pods)).put("numberAvailable", ready(pods));
        status.put("numberUnavailable", NODES.size() - ready(pods));
        status.put("numberMisscheduled", 0);
        return status;
    }
}
