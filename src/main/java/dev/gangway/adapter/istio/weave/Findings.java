package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Finds what governs a service's host beside Gangway, or may not do what it looks like. */
public final class Findings {
    private Findings() {}

    /**
     * Whether an object may be told of though it names none of a service's hosts: for its wildcard, as routes that others
     * delegate to, or since it is odd.
     */
    public static boolean mayConcernAll(ObjectNode object) {
        JsonNode spec = object.path("spec");
        Stream<JsonNode> hosts = Stream.concat(
                Stream.of(spec.path("host")),
                StreamSupport.stream(spec.path("hosts").spliterator(), false));
        return OddObject.finding(object).isPresent()
                || (!spec.has("host") && spec.path("hosts").isEmpty())
                || hosts.anyMatch(host -> host.asText("").contains("*"));
    }

    /** What is found among the objects of one cluster with Istio's usual root namespace. Takes any object, however odd. */
    public static List<Finding> on(ServiceRef service, List<ObjectNode> objects) {
        return on(service, objects, "istio-system");
    }

    /**
     * The same in a mesh with another root namespace.
     *
     * @param rootNamespace whose DestinationRules are for all namespaces
     */
    public static List<Finding> on(ServiceRef service, List<ObjectNode> objects, String rootNamespace) {
        List<ObjectNode> others = objects.stream()
                .filter(object -> ServiceRoutes.isIstio(object) && !OwnObjects.isOurs(object))
                .toList();
        ServiceRoutes found = new ServiceRoutes(service, others);
        List<Finding> findings = new ArrayList<>();
        others.forEach(object -> OddObject.finding(object).ifPresent(findings::add));
        findings.addAll(new RuleFindings(service, found, rootNamespace).on(others));
        findings.addAll(new RouteFindings(service, found).on(others));
        return List.copyOf(findings);
    }
}
