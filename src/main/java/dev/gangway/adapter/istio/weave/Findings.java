package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.ArrayList;
import java.util.List;

/** Finds what governs a service's host beside Gangway, or may not do what it looks like. */
public final class Findings {
    private Findings() {}

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
