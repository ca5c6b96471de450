package dev.gangway.adapter.cluster.enrolment;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
    private final KubernetesClient client;
    private final String namespace;

    Restarts(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
        for (WorkloadKind kind : WorkloadKind.values()) {
            GenericKubernetesResourceList before = list(kind);
            before.getItems().forEach(object -> keep(kind, object));
            ListOptions after = new ListOptionsBuilder()
                    .withResourceVersion(before.getMetadata().getResourceVersion())
                    .build();
            watches.add(client.genericKubernetesResources(kind.kind().served())
                    .inNamespace(namespace)
                    .watch(after, new Watcher<>() {
                        @Override
                        public void eventReceived(Action action, GenericKubernetesResource object) {
                            keep(kind, object);
                        }

                        @Override
                        public void onClose(WatcherException cause) {
                            watches.clear();
                        }
                    }));
        }
    }

    private GenericKubernetesResourceList list(WorkloadKind kind) {
        return client.genericKubernetesResources(kind.kind().served())
                .inNamespace(namespace)
                .list();
    }

    private void keep(WorkloadKind kind, GenericKubernetesResource object) {
        JsonNode tree = client.getKubernetesSerialization().convertValue(object, JsonNode.class);
        states.put(version(object), new Workload(kind, (ObjectNode) tree));
    }

    private static long version(GenericKubernetesResource object) {
        return Long.parseLong(object.getMetadata().getResourceVersion());
    }

    /** All states up to now, which the watches may show a little later. */
    private Collection<Workload> states() {
        for (WorkloadKind kind : WorkloadKind.values()) {
            List<Long> now =
                    list(kind).getItems().stream().map(Restarts::version).toList();
            await().until(() -> states.keySet().containsAll(now));
        }
        return states.values();
    }

    /** How often each workload was restarted. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, Optional<Instant>> before = new TreeMap<>();
        states().forEach(state -> {
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
        for (Workload state : states()) {
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
        states().stream()
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
