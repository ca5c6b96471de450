package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.istio.weave.Finding.Holds;
import dev.gangway.adapter.istio.weave.Finding.Severity;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds VirtualServices whose requests do not follow Gangway's, or that would be followed no more. */
final class RouteFindings {
    private static final String BY_ENDPOINTS =
            ": they go by the number of endpoints over both clusters once the other one has any";
    private static final String PIN =
            "to hold them at the source, let its destination name a subset with the label of the" + " source's network";

    private final ServiceRef service;
    private final ServiceRoutes found;
    private final List<Finding> findings = new ArrayList<>();

    RouteFindings(ServiceRef service, ServiceRoutes found) {
        this.service = service;
        this.found = found;
    }

    List<Finding> on(List<ObjectNode> objects) {
        onSeveral();
        for (ObjectNode object : objects) {
            if (isWildcard(object)) {
                warn(
                        "wildcard-routes",
                        Holds.ALWAYS,
                        object,
                        "covers %s by a wildcard: Istio leaves it out once there are routes for the host itself"
                                .formatted(service.host()),
                        "write a VirtualService for the host, with what it needs of it");
            }
        }
        Set<String> known = new HashSet<>();
        objects.forEach(object -> known.add(Place.of(object).object()));
        for (ObjectNode object : found.routes()) {
            onBeside(object);
            onWeaving(object);
            object.path("spec").path("http").forEach(rule -> onDelegate(object, rule.path("delegate"), known));
        }
        return findings;
    }

    private void onSeveral() {
        List<ObjectNode> governing =
                found.routes().stream().filter(found::governs).toList();
        if (governing.size() > 1) {
            warn(
                    "second-routes",
                    Holds.WOVEN,
                    governing.get(1),
                    "is for %s as well, and Istio uses only one of several".formatted(service.host()),
                    "");
        }
    }

    private void onBeside(ObjectNode object) {
        Reach reach = Reach.of(object);
        if (reach.isForNobody()) {
            return;
        }
        if (found.names(object) && reach.isForTheMesh()) {
            onSameHost(object, reach);
        } else if (!VirtualServiceWeaving.concerns(object, service)) {
            return;
        } else if (object.path("spec").path("hosts").isEmpty()) {
            beside("delegate-routes", object, "sends requests that are delegated to it to %s" + BY_ENDPOINTS);
        } else if (reach.isForTheMesh()) {
            beside("other-routes", object, "sends requests for other hosts to %s" + BY_ENDPOINTS);
        } else {
            beside("gateway-routes", object, "sends requests from a gateway to %s" + BY_ENDPOINTS);
        }
    }

    private void onSameHost(ObjectNode object, Reach reach) {
        if (reach.isForAllNamespaces() || found.isBesideTheService(object)) {
            findings.add(new Finding(
                    "routes",
                    Severity.FAIL,
                    Holds.BESIDE,
                    Place.of(object).object(),
                    "routes %s already".formatted(service.host()),
                    "two VirtualServices for one host do not merge, and adopting one is not possible yet;"
                            + " remove it for the time of the shift"));
        } else {
            warn(
                    "private-routes",
                    Holds.BESIDE,
                    object,
                    "is for %s and private: clients in %s follow it and not Gangway's routes, and nothing tells so"
                            .formatted(service.host(), reach.namespaces()),
                    "remove it for the time of the shift, or these clients do not take part");
        }
    }

    private void onWeaving(ObjectNode object) {
        if (!VirtualServiceWeaving.concerns(object, service)) {
            warn(
                    "nothing-to-divide",
                    Holds.WOVEN,
                    object,
                    "is for %s but routes nothing to it: there is nothing to divide".formatted(service.host()),
                    "");
        }
        if (Stream.of("tcp", "tls")
                .flatMap(protocol -> Route.of(object, protocol).stream())
                .flatMap(route -> route.destinations().stream())
                .anyMatch(destination -> destination.means(service))) {
            warn(
                    "connections-cut",
                    Holds.WOVEN,
                    object,
                    "routes tcp or tls: each change of the weight cuts the connections that stand",
                    "");
        }
    }

    private void onDelegate(ObjectNode object, JsonNode delegate, Set<String> known) {
        String namespace = delegate.path("namespace").asText(ServiceRoutes.namespace(object));
        String name = delegate.path("name").asText("");
        String told = "VirtualService " + (namespace.isEmpty() ? "" : namespace + "/") + name;
        if (!name.isEmpty() && !known.contains(told)) {
            warn(
                    "missing-delegate",
                    Holds.WOVEN,
                    object,
                    "delegates to %s, which is not among the objects".formatted(told),
                    "");
        }
    }

    /** A gateway has its own routes: what is bound to gateways alone stays in force. */
    private boolean isWildcard(ObjectNode object) {
        if (!object.path("kind").asText("").equals("VirtualService")
                || !Reach.of(object).isForTheMesh()
                || found.names(object)) {
            return false;
        }
        for (JsonNode host : object.path("spec").path("hosts")) {
            if (HostNames.cover(host.asText(""), service)) {
                return true;
            }
        }
        return false;
    }

    private void beside(String id, ObjectNode object, String seen) {
        warn(id, Holds.BESIDE, object, seen.formatted(service.host()), PIN);
    }

    private void warn(String id, Holds holds, ObjectNode object, String seen, String todo) {
        findings.add(new Finding(id, Severity.WARN, holds, Place.of(object).object(), seen, todo));
    }
}
