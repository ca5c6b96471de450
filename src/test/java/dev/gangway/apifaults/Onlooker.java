package dev.gangway.apifaults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteDestination;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Sees every version of the routes in both clusters, past the proxies, and holds it against the design's invariants: 1 (weights),
 * 2 (subsets), 3 (one step at a time), 7 (intent is on disk before it is applied), 11 (nothing else is changed).
 */
final class Onlooker implements AutoCloseable {
    private static final String PREFIX = "gangway-";

    private final Kubectl kubectl;
    private final List<Integer> rungs;
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> last = new ConcurrentHashMap<>();
    private final Map<String, Integer> versionsOfOthers = new ConcurrentHashMap<>();
    private final AtomicInteger versions = new AtomicInteger();
    private final List<SharedIndexInformer<VirtualService>> informers = new ArrayList<>();

    /** @param rungs of every shift, 0 and 100 among them */
    Onlooker(SimulatedMesh mesh, Kubectl kubectl, List<Integer> rungs) {
        this.kubectl = kubectl;
        this.rungs = List.copyOf(rungs);
        for (String cluster : FaultyMesh.CLUSTERS) {
            informers.add(mesh.client(cluster)
                    .resources(VirtualService.class)
                    .inNamespace("shop")
                    .inform(new Seen(cluster)));
        }
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    /** How many versions of routes were looked at. */
    int versions() {
        return versions.get();
    }

    private void look(String cluster, VirtualService routes) {
        versions.incrementAndGet();
        String name = routes.getMetadata().getName();
        if (!name.startsWith(PREFIX)) {
            int count = versionsOfOthers.merge(cluster + "/" + name, 1, Integer::sum);
            require(count == 1, () -> "11: %s in %s, which is not Gangway's, was changed".formatted(name, cluster));
            return;
        }
        String service = name.substring(PREFIX.length());
        List<HTTPRouteDestination> destinations =
                routes.getSpec().getHttp().get(0).getRoute();
        int sum =
                destinations.stream().mapToInt(HTTPRouteDestination::getWeight).sum();
        require(sum == 100, () -> "1: %s in %s sums to %s".formatted(service, cluster, sum));
        int weight = Kubectl.destination(routes);
        Integer before = last.put(cluster + "/" + service, weight);
        int rose = rungs.indexOf(weight) - (before == null ? 0 : rungs.indexOf(before));
        require(rose <= 1, () -> "3: %s in %s rises from %s to %s".formatted(service, cluster, before, weight));
        Set<Integer> recorded = recorded(service);
        require(recorded.contains(weight), () -> "7: %s in %s shows %s, and only %s was recorded"
                .formatted(service, cluster, weight, recorded));
        destinations.forEach(to -> List.of(cluster, "eks1")
                .forEach(in -> require(
                        kubectl.subsets(in, service)
                                .contains(to.getDestination().getSubset()),
                        () -> "2: %s in %s names a subset that %s lacks".formatted(service, cluster, in))));
    }

    private Set<Integer> recorded(String service) {
        JsonNode status = kubectl.get(service).path("status");
        Set<Integer> recorded = new HashSet<>();
        recorded.add(status.path("destinationPercent").asInt(-1));
        status.path("history")
                .forEach(entry -> recorded.add(entry.path("destinationPercent").asInt(-1)));
        return recorded;
    }

    private void require(boolean holds, Supplier<String> words) {
        if (!holds) {
            violations.add(words.get());
        }
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::stop);
    }

    private final class Seen implements ResourceEventHandler<VirtualService> {
        private final String cluster;

        Seen(String cluster) {
            this.cluster = cluster;
        }

        @Override
        public void onAdd(VirtualService routes) {
            look(cluster, routes);
        }

        @Override
        public void onUpdate(VirtualService before, VirtualService routes) {
            look(cluster, routes);
        }

        @Override
        public void onDelete(VirtualService routes, boolean finalStateUnknown) {
            violations.add("10: %s is gone in %s".formatted(routes.getMetadata().getName(), cluster));
        }
    }
}
