package dev.gangway.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Gives Services of type LoadBalancer their address after a while, as the cloud of a cluster does: the source's an IP address, the
 * destination's a host name. A Service that names a {@code loadBalancerClass} waits for ever: nothing here serves one.
 */
final class LoadBalancers {
    /** From the time when a Service is seen without an address. */
    static final Duration DELAY = Duration.ofSeconds(30);

    private static final int ADDRESSES = 250;

    private final String cluster;
    private final ObjectStore store;
    private final Map<String, Instant> seenWithout = new HashMap<>();

    LoadBalancers(String cluster, ObjectStore store) {
        this.cluster = cluster;
        this.store = store;
    }

    /** Whether some Service waits. */
    boolean isWaiting() {
        return !seenWithout.isEmpty();
    }

    /** Does what is to be done at this time. */
    void sync(Instant now) {
        Set<String> without = new HashSet<>();
        for (ObjectNode service : store.list("services")) {
            if (lacksAddress(service)) {
                String namespace = service.at("/metadata/namespace").asText();
                String name = service.at("/metadata/name").asText();
                Instant since = seenWithout.computeIfAbsent(namespace + "/" + name, key -> now);
                without.add(namespace + "/" + name);
                if (!now.isBefore(since.plus(DELAY))) {
                    service.withObject("/status/loadBalancer")
                            .putArray("ingress")
                            .add(address(cluster, namespace, name));
                    store.replace(service);
                }
            }
        }
        seenWithout.keySet().retainAll(without);
    }

    /** What stands in {@code status.loadBalancer.ingress} of a Service that has its address. */
    static ObjectNode address(String cluster, String namespace, String name) {
        int number = Math.floorMod((namespace + "/" + name).hashCode(), ADDRESSES) + 1;
        ObjectNode address = new ObjectMapper().createObjectNode();
        return cluster.equals(Topology.SOURCE)
                ? address.put("ip", "198.51.100." + number)
                : address.put("hostname", "k8s-" + namespace + "-" + name + "-" + number + ".elb.sfo2.example");
    }

    private static boolean lacksAddress(JsonNode service) {
        JsonNode spec = service.path("spec");
        return spec.path("type").asText().equals("LoadBalancer")
                && !spec.has("loadBalancerClass")
                && service.at("/status/loadBalancer/ingress").isEmpty();
    }
}
