package dev.gangway.adapter.cluster.enrolment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Every state of every workload of a namespace, in the order in which the API server has given them versions. */
final class Restarts implements AutoCloseable {
    private final Map<Long, Workload> states = new ConcurrentSkipListMap<>();
    private final List<Watch> watches = new ArrayList<>();

    Restarts(KubernetesClient client, String namespace) {
        for (WorkloadKind kind : WorkloadKind.values()) {
            watches.add(client.genericKubernetesResources(kind.kind().served())
                    .inNamespace(namespace)
                    .watch(new Watcher<>() {
                        @Override
                        public void eventReceived(Action action, GenericKubernetesResource object) {
                            JsonNode tree = client.getKubernetesSerialization().convertValue(object, JsonNode.class);
                            states.put(
                                    Long.parseLong(object.getMetadata().getResourceVersion()),
                                    new Workload(kind, (ObjectNode) tree));
                        }

                        @Override
                        public void onClose(WatcherException cause) {
                            watches.clear();
                        }
                    }));
        }
    }

    /** How often each workload was restarted. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, Optional<Instant>> before = new TreeMap<>();
        states.values().forEach(state -> {
            Optional<Instant> was = before.put(state.id(), state.restartedAt());
            if (was != null && !was.equals(state.restartedAt())) {
                counts.merge(state.id(), 1, Integer::sum);
            }
        });
        return counts;
    }

    /** How many workloads were on their way at the same time, at the most. */
    int mostAtOnce() {
        Set<String> underWay = new HashSet<>();
        int most = 0;
        for (Workload state : states.values()) {
            if (state.restartedAt().isPresent() && !state.isSettled()) {
                underWay.add(state.id());
            } else {
                underWay.remove(state.id());
            }
            most = Math.max(most, underWay.size());
        }
        return most;
    }

    /** The order in which they were restarted. */
    List<String> order() {
        List<String> order = new ArrayList<>();
        states.values().stream()
                .filter(state -> state.restartedAt().isPresent())
                .map(Workload::id)
                .filter(id -> !order.contains(id))
                .forEach(order::add);
        return order;
    }

    @Override
    public void close() {
        List.copyOf(watches).forEach(Watch::close);
    }
}
