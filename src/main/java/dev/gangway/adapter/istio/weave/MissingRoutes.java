package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Routes that a service's ports need and that somebody else's VirtualService for its host lacks. Istio uses one VirtualService
 * for a host, so nothing that is added beside it would help.
 *
 * @param object the VirtualService
 * @param protocol whose list of routes is empty
 */
public record MissingRoutes(String object, RouteProtocol protocol) {

    /**
     * What is lacking in the objects of one cluster.
     *
     * @param protocols of the service's ports
     */
    public static List<MissingRoutes> of(ServiceRef service, List<ObjectNode> objects, Set<RouteProtocol> protocols) {
        ServiceRoutes found = new ServiceRoutes(service, objects);
        return found.routes().stream()
                .filter(object -> !OwnObjects.isOurs(object) && found.governs(object))
                .flatMap(object -> Arrays.stream(RouteProtocol.values())
                        .filter(protocols::contains)
                        .filter(protocol -> Route.of(object, protocol.list()).isEmpty())
                        .map(protocol -> new MissingRoutes(Place.of(object).object(), protocol)))
                .toList();
    }

    /** A name for it that is the same each time. */
    public String id() {
        return "unrouted-" + protocol.list();
    }

    /** What is wrong, after the object's name. */
    public String seen() {
        return "has no route in spec.%s, which the Service's ports need: they are balanced over all endpoints of both clusters"
                .formatted(protocol.list());
    }

    /** The way out. */
    public String todo() {
        return "add a route to the service there, or take the VirtualService away";
    }
}
