package dev.gangway.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What stands in a cluster at one moment, as its controllers see it. */
final class ClusterState {
    private final Instant now;
    private final Injection injection;
    private final Map<String, JsonNode> labelsOfNamespaces = new HashMap<>();
    private final List<ObjectNode> pods;
    private final Map<String, List<ObjectNode>> podsByOwner = new HashMap<>();
    private final Map<String, List<ObjectNode>> replicaSetsByOwner = new HashMap<>();

    private ClusterState(Instant now, Injection injection, List<ObjectNode> pods) {
        this.now = now;
        this.injection = injection;
        this.pods = pods;
    }

    static ClusterState read(ObjectStore store, String network, Instant now) {
        ClusterState state = new ClusterState(
                now,
                new Injection(InjectorValues.read(store, network), store.list("mutatingwebhookconfigurations")),
                store.list("pods"));
        store.list("namespaces")
                .forEach(namespace -> state.labelsOfNamespaces.put(
                        namespace.at("/metadata/name").asText(), namespace.at("/metadata/labels")));
        store.list("replicasets").forEach(set -> group(state.replicaSetsByOwner, set));
        state.pods.forEach(pod -> group(state.podsByOwner, pod));
        return state;
    }

    private static void group(Map<String, List<ObjectNode>> byOwner, ObjectNode object) {
        byOwner.computeIfAbsent(Ownership.ownerOf(object), owner -> new ArrayList<>())
                .add(object);
    }

    Instant now() {
        return now;
    }

    Injection injection() {
        return injection;
    }

    JsonNode labelsOfNamespace(JsonNode object) {
        return labelsOfNamespaces.getOrDefault(object.at("/metadata/namespace").asText(), MissingNode.getInstance());
    }

    List<ObjectNode> pods() {
        return pods;
    }

    List<ObjectNode> replicaSets() {
        return replicaSetsByOwner.values().stream().flatMap(List::stream).toList();
    }

    List<ObjectNode> podsOf(JsonNode owner) {
        return podsByOwner.getOrDefault(Ownership.uid(owner), List.of());
    }

    List<ObjectNode> replicaSetsOf(JsonNode owner) {
        return replicaSetsByOwner.getOrDefault(Ownership.uid(owner), List.of());
    }
}
