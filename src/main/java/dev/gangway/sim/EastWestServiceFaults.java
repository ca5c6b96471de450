package dev.gangway.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** What can be wrong with the Service of the destination's east-west gateway. */
final class EastWestServiceFaults {
    static final String NAME = "istio-eastwestgateway";
    private static final String CLUSTER = Topology.DESTINATION;
    private static final int MESH_PORT = 15443;

    private EastWestServiceFaults() {}

    static List<ObjectEdit> serviceMissing(FaultScene scene) {
        List<ObjectEdit> edits = new ArrayList<>(List.of(ObjectEdit.remove(service())));
        slices(scene).forEach(slice -> edits.add(ObjectEdit.remove(slice)));
        return edits;
    }

    static List<ObjectEdit> withoutAddress() {
        return List.of(ObjectEdit.change(service(), service -> {
            service.withObject("/spec").put("loadBalancerClass", "service.k8s.aws/nlb");
            service.withObject("/status").putObject("loadBalancer");
        }));
    }

    static List<ObjectEdit> portMissing(FaultScene scene) {
        List<ObjectEdit> edits = new ArrayList<>(List.of(ObjectEdit.change(service(), withoutMeshPort("/spec/ports"))));
        slices(scene).forEach(slice -> edits.add(ObjectEdit.change(slice, withoutMeshPort("/ports"))));
        return edits;
    }

    /** The places of its endpoints. */
    static List<ObjectPlace> slices(FaultScene scene) {
        return scene.labelled(CLUSTER, "endpointslices", "kubernetes.io/service-name", NAME);
    }

    private static ObjectPlace service() {
        return ObjectPlace.of(CLUSTER, "v1", "Service", Installation.NAMESPACE, NAME);
    }

    private static Consumer<ObjectNode> withoutMeshPort(String ports) {
        return object -> {
            for (Iterator<JsonNode> port = object.at(ports).iterator(); port.hasNext(); ) {
                if (port.next().path("port").asInt() == MESH_PORT) {
                    port.remove();
                }
            }
        };
    }
}
