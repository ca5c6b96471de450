package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.istio.weave.Finding.Severity;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds VirtualServices that would be followed no more, or may not do what they look like. */
final class RouteFindings {
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
                        object,
                        "covers %s by a wildcard: Istio leaves it out once there are routes for the host itself"
                                .formatted(service.host()),
                        "write a VirtualService for the host, with what it needs of it");
            }
        }
        Set<String> known = new HashSet<>();
        objects.forEach(object -> known.add(Place.of(object).object()));
        for (ObjectNode object : found.routes()) {
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
                    governing.get(1),
                    "is for %s as well, and Istio uses only one of several".formatted(service.host()),
                    "");
        }
    }

    private void onWeaving(ObjectNode object) {
        if (!VirtualServiceWeaving.concerns(object, service)) {
            warn(
                    "nothing-to-divide",
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
            warn("missing-delegate", object, "delegates to %s, which is not among the objects".formatted(told), "");
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

    private void warn(String id, ObjectNode object, String seen, String todo) {
        findings.add(new Finding(id, Severity.WARN, Place.of(object).object(), seen, todo));
    }
}
