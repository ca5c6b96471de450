package dev.gangway.sim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The controllers of one simulated cluster: they give workloads their pods, roll these one after another when the template
 * changes, and keep the endpoints of Services. All they know is in the objects, but for which workloads shall never be healthy.
 */
final class Workloads {
    private static final int STEPS_TO_SETTLE = 20;
    private static final Instant NEVER = Instant.MAX;
    private static final Set<String> KINDS = Set.of("ReplicaSet", "Deployment", "Rollout", "StatefulSet", "DaemonSet");

    private final ObjectStore store;
    private final String network;
    private final Kubelet kubelet;
    private final EndpointSlices endpoints;
    private final List<WorkloadController> controllers;
    private final Set<String> faults = ConcurrentHashMap.newKeySet();
    private long seenWrites = -1;
    private Instant wake = NEVER;
    private volatile boolean disturbed;

    /** For the cluster's objects. */
    Workloads(String cluster, ObjectStore store) {
        this.store = store;
        network = Topology.network(cluster);
        kubelet = new Kubelet(store, cluster.equals(Topology.SOURCE) ? "96" : "112");
        endpoints = new EndpointSlices(store);
        controllers = List.of(
                ReplicaSetController.ofDeployments(store, kubelet),
                ReplicaSetController.ofRollouts(store, kubelet),
                new StatefulSetController(store, kubelet),
                new DaemonSetController(store, kubelet));
    }

    /** Whether new pods of a workload, by whatever kind, shall never be ready. */
    void setFault(String namespace, String name, boolean faulty) {
        if (faulty) {
            faults.add(namespace + "/" + name);
        } else {
            faults.remove(namespace + "/" + name);
        }
        disturbed = true;
    }

    /** The workloads whose new pods are never ready, each as {@code namespace/name}. */
    Set<String> faults() {
        return Set.copyOf(faults);
    }

    /** Does what is to be done at this time; costs next to nothing while no object changes. */
    void sync(Instant now) {
        if (disturbed || store.writes() != seenWrites || !now.isBefore(wake)) {
            step(now, Kubelet.START_UP);
        }
    }

    /** Brings everything to where it would be if it had stood for long. */
    void settle(Instant now) {
        for (int i = 0; i < STEPS_TO_SETTLE && store.writes() != seenWrites; i++) {
            step(now, Duration.ZERO);
        }
    }

    private void step(Instant now, Duration startUp) {
        disturbed = false;
        seenWrites = store.writes();
        wake = NEVER;
        ClusterState state = ClusterState.read(store, network, now);
        Set<String> owners = new HashSet<>();
        state.replicaSets().forEach(set -> owners.add(Ownership.uid(set)));
        state.pods().forEach(pod -> run(pod, now, startUp));
        for (WorkloadController controller : controllers) {
            for (ObjectNode workload : store.list(controller.plural())) {
                owners.add(Ownership.uid(workload));
                controller.step(workload, state);
            }
        }
        state.replicaSets().forEach(set -> collect(set, owners));
        state.pods().forEach(pod -> collect(pod, owners));
        endpoints.step(store.list("pods"), now);
    }

    private void run(ObjectNode pod, Instant now, Duration startUp) {
        if (Kubelet.isReady(pod) || !pod.path("status").has("startTime")) {
            return;
        }
        Instant readyAt = Kubelet.startedAt(pod).plus(startUp);
        if (now.isBefore(readyAt)) {
            wake = readyAt.isBefore(wake) ? readyAt : wake;
        } else if (isFaulty(pod)) {
            kubelet.makeCrash(pod, now);
        } else {
            kubelet.makeReady(pod, now);
        }
    }

    /** By its owner's name, or the owner's owner's: a ReplicaSet has a hash behind the name of its workload. */
    private boolean isFaulty(ObjectNode pod) {
        String namespace = pod.at("/metadata/namespace").asText();
        String owner = pod.at("/metadata/ownerReferences/0/name").asText();
        String workload = Ownership.kindOfOwner(pod).equals("ReplicaSet") ? owner.replaceFirst("-[^-]*$", "") : owner;
        return faults.contains(namespace + "/" + workload);
    }

    /** What has lost its owner goes. */
    private void collect(ObjectNode object, Set<String> owners) {
        if (KINDS.contains(Ownership.kindOfOwner(object)) && !owners.contains(Ownership.ownerOf(object))) {
            store.delete(object);
        }
    }
}
