package dev.gangway.sim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The VirtualServices and DestinationRules that stand in one cluster, read as its istiod and its proxies read them.
 * Immutable. Simulated clients live in their service's namespace; what they send, {@link RequestKind} says.
 */
final class IstioConfig {
    private static final String ROOT_NAMESPACE = "istio-system";
    private static final Comparator<JsonNode> OLDEST_FIRST = Comparator.<JsonNode, String>comparing(
                    rule -> rule.path("metadata").path("creationTimestamp").asText())
            .thenComparing(rule -> rule.path("metadata").path("name").asText());

    private final List<JsonNode> virtualServices;
    private final List<JsonNode> destinationRules;

    IstioConfig(List<JsonNode> virtualServices, List<JsonNode> destinationRules) {
        this.virtualServices = virtualServices.stream().sorted(OLDEST_FIRST).toList();
        this.destinationRules = destinationRules.stream().sorted(OLDEST_FIRST).toList();
    }

    /** How the service's requests are shared; one branch to wherever it is where no VirtualService says. */
    List<Branch> sent(ServiceRef service) {
        return routes(service).map(HttpRoutes::sent).orElse(List.of(Branch.wherever(1)));
    }

    /** What is copied of the service's requests, and where the copies go. */
    List<Branch> mirrored(ServiceRef service) {
        return routes(service).map(HttpRoutes::mirrored).orElse(List.of());
    }

    /** VirtualServices for one host do not merge: one that only the client's namespace sees wins, then the oldest. */
    private Optional<HttpRoutes> routes(ServiceRef service) {
        return virtualServices.stream()
                .filter(vs -> isForMesh(vs) && isVisible(vs, service.namespace()) && namesHost(vs, service))
                .min(Comparator.comparing(vs -> !isPrivate(vs)))
                .map(vs -> new HttpRoutes(vs.path("spec").path("http"), namespaceOf(vs), service));
    }

    /** The labels of each subset of the service that clients in its namespace know. */
    Map<String, Map<String, String>> subsetsForClients(ServiceRef service) {
        return subsets(service, rule -> isVisible(rule, service.namespace()));
    }

    /** The labels of each subset of the service that the east-west gateway knows, which lives in istio-system. */
    Map<String, Map<String, String>> subsetsForGateway(ServiceRef service) {
        return subsets(service, rule -> isVisible(rule, ROOT_NAMESPACE));
    }

    private Map<String, Map<String, String>> subsets(ServiceRef service, Predicate<JsonNode> visible) {
        for (String namespace : List.of(service.namespace(), ROOT_NAMESPACE)) {
            List<JsonNode> rules = destinationRules.stream()
                    .filter(rule -> namespaceOf(rule).equals(namespace) && visible.test(rule))
                    .filter(rule -> HostNames.isTo(rule.path("spec"), namespace, service))
                    .toList();
            if (!rules.isEmpty()) {
                return merge(rules);
            }
        }
        return Map.of();
    }

    private static Map<String, Map<String, String>> merge(List<JsonNode> rules) {
        Map<String, Map<String, String>> subsets = new LinkedHashMap<>();
        for (JsonNode rule : rules) {
            for (JsonNode subset : rule.path("spec").path("subsets")) {
                Map<String, String> labels = new LinkedHashMap<>();
                subset.path("labels")
                        .properties()
                        .forEach(label ->
                                labels.put(label.getKey(), label.getValue().asText()));
                subsets.putIfAbsent(subset.path("name").asText(), labels);
            }
        }
        return subsets;
    }

    private static boolean isForMesh(JsonNode virtualService) {
        JsonNode gateways = virtualService.path("spec").path("gateways");
        return gateways.isEmpty() || contains(gateways, "mesh");
    }

    private static boolean isPrivate(JsonNode rule) {
        return contains(rule.path("spec").path("exportTo"), ".");
    }

    private static boolean isVisible(JsonNode rule, String from) {
        JsonNode exportTo = rule.path("spec").path("exportTo");
        return exportTo.isEmpty()
                || contains(exportTo, "*")
                || contains(exportTo, from)
                || (contains(exportTo, ".") && namespaceOf(rule).equals(from));
    }

    private static boolean namesHost(JsonNode virtualService, ServiceRef service) {
        for (JsonNode host : virtualService.path("spec").path("hosts")) {
            if (HostNames.mean(host.asText(), namespaceOf(virtualService), service)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(JsonNode list, String word) {
        for (JsonNode item : list) {
            if (item.asText().equals(word)) {
                return true;
            }
        }
        return false;
    }

    private static String namespaceOf(JsonNode rule) {
        return rule.path("metadata").path("namespace").asText();
    }
}
