package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The objects that Gangway adds and owns, as they are without anything else of theirs. */
final class OwnObjects {
    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    private static final String GANGWAY = "gangway";
    private static final String SHIFT = "gangway.dev/shift";
    private static final String SPEC = "spec";

    private OwnObjects() {}

    static boolean isOurs(JsonNode object) {
        return GANGWAY.equals(
                object.path("metadata").path("labels").path(MANAGED_BY).asText(""));
    }

    static String name(ServiceRef service) {
        return "gangway-" + service.name();
    }

    /** What stands, with the specification and the shift of another; equal to what stands where these are. */
    static ObjectNode onto(ObjectNode standing, ObjectNode made) {
        ObjectNode object = standing.deepCopy();
        if (!standing.path(SPEC).equals(made.path(SPEC))) {
            object.set(SPEC, made.get(SPEC));
        }
        ((ObjectNode) object.get("metadata"))
                .withObjectProperty("annotations")
                .put(
                        SHIFT,
                        made.path("metadata").path("annotations").path(SHIFT).asText());
        return object;
    }

    /** An object in the service's namespace, with an empty spec. */
    static ObjectNode empty(String kind, ServiceRef service, ShiftId shift) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", "networking.istio.io/v1").put("kind", kind);
        ObjectNode metadata = object.putObject("metadata");
        metadata.put("name", name(service)).put("namespace", service.namespace());
        metadata.putObject("labels").put(MANAGED_BY, GANGWAY);
        metadata.putObject("annotations").put(SHIFT, shift.name());
        object.putObject(SPEC);
        return object;
    }

    /**
     * Routes for a host that nobody else has routes for. Both destinations stand even at 0, as a lone one has everything.
     *
     * @param protocols of the service's ports: a port of another one would be balanced over all endpoints
     */
    static ObjectNode routes(ShiftId shift, Strand strand, Set<RouteProtocol> protocols) {
        ServiceRef service = strand.service();
        ObjectNode object = empty("VirtualService", service, shift);
        ObjectNode spec = (ObjectNode) object.get(SPEC);
        List<String> names = protocols.contains(RouteProtocol.TLS) ? HostNames.of(service) : List.of(service.host());
        ArrayNode hosts = spec.putArray("hosts");
        names.forEach(hosts::add);
        for (RouteProtocol protocol : RouteProtocol.values()) {
            if (protocols.contains(protocol)) {
                ObjectNode route = spec.putArray(protocol.list()).addObject();
                if (protocol == RouteProtocol.TLS) {
                    // Istio takes no route of TLS without names, and only names that are among the hosts.
                    ArrayNode asked = route.putArray("match").addObject().putArray("sniHosts");
                    names.forEach(asked::add);
                }
                route.putArray("route")
                        .addObject()
                        .putObject(RouteDestination.DESTINATION)
                        .put("host", service.host());
                // Nothing of the route as it was is remembered: the object is deleted, and never restored.
                Route.of(object, protocol.list())
                        .forEach(bare -> Weaving.weave(bare, List.of(strand), new HashSet<>()));
            }
        }
        HeaderRoutes.add(object, List.of(strand));
        return object;
    }
}
