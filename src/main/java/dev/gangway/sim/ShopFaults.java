package dev.gangway.sim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What can be wrong with the service checkout and its namespace at the destination. */
final class ShopFaults {
    private static final String CLUSTER = Topology.DESTINATION;
    private static final String NAME = "checkout";
    private static final ObjectPlace SERVICE = ObjectPlace.of(CLUSTER, "v1", "Service", Topology.NAMESPACE, NAME);

    private ShopFaults() {}

    static List<ObjectEdit> internalTrafficPolicyLocal() {
        return List.of(service(service -> service.withObject("/spec").put("internalTrafficPolicy", "Local")));
    }

    static List<ObjectEdit> serviceTypeDiffers() {
        return List.of(service(service -> service.withObject("/spec")
                .put("clusterIP", "None")
                .putArray("clusterIPs")
                .add("None")));
    }

    static List<ObjectEdit> servicePortsDiffer(FaultScene scene) {
        List<ObjectEdit> edits = new ArrayList<>(List.of(service(renamed("/spec/ports"))));
        slices(scene).forEach(slice -> edits.add(ObjectEdit.change(slice, renamed("/ports"))));
        return edits;
    }

    static List<ObjectEdit> serviceMissing(FaultScene scene) {
        List<ObjectEdit> edits = new ArrayList<>(List.of(ObjectEdit.remove(SERVICE)));
        slices(scene).forEach(slice -> edits.add(ObjectEdit.remove(slice)));
        return edits;
    }

    static List<ObjectEdit> peerAuthenticationDisable() {
        return ObjectEdit.put(CLUSTER, "faults/peer-authentication.yaml");
    }

    static List<ObjectEdit> privateDestinationRule() {
        return ObjectEdit.put(CLUSTER, "faults/destination-rule.yaml");
    }

    private static ObjectEdit service(Consumer<ObjectNode> change) {
        return ObjectEdit.change(SERVICE, change);
    }

    private static List<ObjectPlace> slices(FaultScene scene) {
        return scene.labelled(CLUSTER, "endpointslices", "kubernetes.io/service-name", NAME);
    }

    private static Consumer<ObjectNode> renamed(String ports) {
        return object -> object.at(ports).forEach(port -> ((ObjectNode) port).put("name", "http-web"));
    }
}
