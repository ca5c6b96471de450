package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.HashSet;
import java.util.List;

/** The objects that Gangway adds and owns, as they are without anything else of theirs. */
final class OwnObjects {
    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    private static final String GANGWAY = "gangway";

    private OwnObjects() {}

    static boolean isOurs(JsonNode object) {
        return GANGWAY.equals(
                object.path("metadata").path("labels").path(MANAGED_BY).asText(""));
    }

    static String name(ServiceRef service) {
        return "gangway-" + service.name();
    }

    /** An object in the service's namespace, with an empty spec. */
    static ObjectNode empty(String kind, ServiceRef service, ShiftId shift) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", "networking.istio.io/v1").put("kind", kind);
        ObjectNode metadata = object.putObject("metadata");
        metadata.put("name", name(service)).put("namespace", service.namespace());
        metadata.putObject("labels").put(MANAGED_BY, GANGWAY);
        metadata.putObject("annotations").put("gangway.dev/shift", shift.name());
        object.putObject("spec");
        return object;
    }

    /** Routes for a host that nobody else has routes for. Both destinations stand even at 0, as a lone one has everything. */
    static ObjectNode routes(ShiftId shift, Strand strand) {
        ServiceRef service = strand.service();
        ObjectNode object = empty("VirtualService", service, shift);
        ObjectNode spec = (ObjectNode) object.get("spec");
        spec.putArray("hosts").add(service.host());
        spec.putArray("http")
                .addObject()
                .putArray("route")
                .addObject()
                .putObject(RouteDestination.DESTINATION)
                .put("host", service.host());
        // Nothing of the route as it was is remembered: the object is deleted, and never restored.
        Route.of(object, "http").forEach(route -> Weaving.weave(route, List.of(strand), new HashSet<>()));
        HeaderRoutes.add(object, List.of(strand));
        return object;
    }
}
