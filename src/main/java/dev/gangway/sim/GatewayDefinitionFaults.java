package dev.gangway.sim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/** What can be wrong with the Gateway that lets the destination's east-west gateway forward the mesh's traffic. */
final class GatewayDefinitionFaults {
    private static final ObjectPlace GATEWAY = ObjectPlace.of(
            Topology.DESTINATION, "networking.istio.io/v1", "Gateway", Installation.NAMESPACE, "cross-network-gateway");

    private GatewayDefinitionFaults() {}

    static List<ObjectEdit> missing() {
        return List.of(ObjectEdit.remove(GATEWAY));
    }

    static List<ObjectEdit> hostsTooNarrow() {
        return List.of(change(gateway -> gateway.at("/spec/servers")
                .forEach(server -> ((ObjectNode) server).putArray("hosts").add("*.billing.svc.cluster.local"))));
    }

    static List<ObjectEdit> selectsNoPods() {
        return List.of(change(gateway -> gateway.withObject("/spec/selector").put("istio", "eastwest")));
    }

    static List<ObjectEdit> definedTwice() {
        return ObjectEdit.put(Topology.DESTINATION, "faults/second-gateway.yaml");
    }

    private static ObjectEdit change(Consumer<ObjectNode> change) {
        return ObjectEdit.change(GATEWAY, change);
    }
}
