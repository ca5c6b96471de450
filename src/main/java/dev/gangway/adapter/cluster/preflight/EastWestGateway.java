package dev.gangway.adapter.cluster.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Service that is labelled as a gateway to a network, and what is behind it.
 *
 * @param slices its EndpointSlices
 * @param pods that it selects, and that run or are to
 * @param budgets the PodDisruptionBudgets of its namespace
 * @param autoscalers the HorizontalPodAutoscalers of its namespace
 */
record EastWestGateway(
        KubernetesObject service,
        Reading<List<KubernetesObject>> slices,
        Reading<List<Pod>> pods,
        Reading<List<KubernetesObject>> budgets,
        Reading<List<KubernetesObject>> autoscalers) {
    /** What makes a Service one: the network that it leads to. */
    static final String NETWORK = "topology.istio.io/network";

    /** Names another port than 15443. */
    private static final String PORT_LABEL = "networking.istio.io/gatewayPort";

    /** Whose nodes' addresses are the gateway's, by node ports. */
    private static final String NODES = "traffic.istio.io/nodeSelector";

    private static final int MESH_PORT = 15443;

    String network() {
        return service.label(NETWORK).orElse("");
    }

    Map<String, String> selector() {
        return service.map("/spec/selector");
    }

    /** Where istiod expects the mesh's traffic to arrive. */
    int meshPort() {
        try {
            return service.label(PORT_LABEL).map(Integer::parseInt).orElse(MESH_PORT);
        } catch (NumberFormatException e) {
            return MESH_PORT;
        }
    }

    /** Istio leaves a Service without it out, and says so in its log alone. */
    boolean hasMeshPort() {
        for (JsonNode port : service.at("/spec/ports")) {
            if (port.path("port").asInt() == meshPort()) {
                return true;
            }
        }
        return false;
    }

    /** Where other clusters find it. */
    List<String> addresses() {
        List<String> addresses = new ArrayList<>();
        for (JsonNode ingress : service.at("/status/loadBalancer/ingress")) {
            addresses.add(ingress.path("ip").asText(ingress.path("hostname").asText()));
        }
        service.at("/spec/externalIPs").forEach(address -> addresses.add(address.asText()));
        service.annotation(NODES).ifPresent(nodes -> addresses.add("the nodes with " + nodes));
        return addresses;
    }

    /** Why nothing can be sent through it. */
    Optional<String> flaw() {
        if (!hasMeshPort()) {
            return Optional.of("has no port " + meshPort());
        }
        return addresses().isEmpty()
                ? Optional.of("has no address, neither status.loadBalancer.ingress nor spec.externalIPs")
                : Optional.empty();
    }

    /** Kubernetes says of an endpoint without the condition that it is to be taken for ready. */
    static int ready(List<KubernetesObject> slices) {
        int ready = 0;
        for (KubernetesObject slice : slices) {
            for (JsonNode endpoint : slice.at("/endpoints")) {
                ready += endpoint.path("conditions").path("ready").asBoolean(true) ? 1 : 0;
            }
        }
        return ready;
    }
}
