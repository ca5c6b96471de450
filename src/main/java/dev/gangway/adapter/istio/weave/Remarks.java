package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a person should know of objects that can be woven, but may not do what they look like. */
public final class Remarks {
    private final ServiceRef service;
    private final List<String> remarks = new ArrayList<>();

    private Remarks(ServiceRef service) {
        this.service = service;
    }

    /** One sentence each, about objects of one cluster; none where there is nothing to say. */
    public static List<String> on(ServiceRef service, List<ObjectNode> objects) {
        Remarks remarks = new Remarks(service);
        ServiceRoutes found = new ServiceRoutes(service, objects);
        remarks.onRules(found, objects);
        remarks.onWildcards(found, objects);
        remarks.onRoutes(found, objects);
        return List.copyOf(remarks.remarks);
    }

    private void onRules(ServiceRoutes found, List<ObjectNode> objects) {
        for (ObjectNode rule : found.rules()) {
            if (!found.isBesideTheService(rule)) {
                say(
                        rule,
                        "is for %s but not in its namespace: clients that read it do not see Gangway's subsets"
                                .formatted(service.host()));
            }
        }
        for (ObjectNode object : objects) {
            if (object.path("kind").asText("").equals("DestinationRule")
                    && HostNames.cover(object.path("spec").path("host").asText(""), service)) {
                say(
                        object,
                        "covers %s by a wildcard: Istio leaves its policies out once there is a rule for the host itself"
                                .formatted(service.host()));
            }
        }
    }

    private void onWildcards(ServiceRoutes found, List<ObjectNode> objects) {
        for (ObjectNode object : objects) {
            for (JsonNode host : object.path("spec").path("hosts")) {
                if (HostNames.cover(host.asText(""), service) && !found.routes().contains(object)) {
                    say(
                            object,
                            "covers %s by a wildcard: Istio leaves it out once there are routes for the host itself"
                                    .formatted(service.host()));
                }
            }
        }
    }

    private void onRoutes(ServiceRoutes found, List<ObjectNode> objects) {
        List<ObjectNode> governing = found.routes().stream()
                .filter(object -> !OwnObjects.isOurs(object) && found.governs(object))
                .toList();
        if (governing.size() > 1) {
            say(governing.get(1), "is for %s as well, and Istio uses only one of several".formatted(service.host()));
        }
        Set<String> known = new HashSet<>();
        objects.forEach(object -> known.add(Place.of(object).object()));
        for (ObjectNode object : found.routes()) {
            if (!VirtualServiceWeaving.concerns(object, service)) {
                say(object, "is for %s but routes nothing to it: there is nothing to divide".formatted(service.host()));
            }
            if (Stream.of("tcp", "tls")
                    .flatMap(protocol -> Route.of(object, protocol).stream())
                    .flatMap(route -> route.destinations().stream())
                    .anyMatch(destination -> destination.means(service))) {
                say(object, "routes tcp or tls: each change of the weight cuts the connections that stand");
            }
            object.path("spec").path("http").forEach(rule -> onDelegate(object, rule.path("delegate"), known));
        }
    }

    private void onDelegate(ObjectNode object, JsonNode delegate, Set<String> known) {
        String namespace = delegate.path("namespace").asText(ServiceRoutes.namespace(object));
        String name = delegate.path("name").asText("");
        String told = "VirtualService " + (namespace.isEmpty() ? "" : namespace + "/") + name;
        if (!name.isEmpty() && !known.contains(told)) {
            say(object, "delegates to %s, which is not among the objects".formatted(told));
        }
    }

    private void say(ObjectNode object, String words) {
        remarks.add(Place.of(object).object() + " " + words);
    }
}
