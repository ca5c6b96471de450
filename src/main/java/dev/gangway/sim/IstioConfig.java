package dev.gangway.sim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The VirtualServices and DestinationRules that stand in one cluster, read as its istiod and its proxies read them.
 * Immutable. Simulated clients live in their service's namespace, and their requests carry no header and ask for "/".
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

    /** One destination of a route with the share of requests it gets; no subset = the whole service. */
    record Branch(Optional<String> subset, double share) {}

    /**
     * How the service's requests are shared; empty = no VirtualService says. VirtualServices for one host do not merge: one
     * that only the client's namespace sees wins, then the oldest.
     */
    List<Branch> branches(ServiceRef service) {
        return virtualServices.stream()
                .filter(vs -> isForMesh(vs) && isVisible(vs, service.namespace()) && namesHost(vs, service))
                .min(Comparator.comparing(vs -> !isPrivate(vs)))
                .map(vs -> routeOf(vs, service))
                .orElse(List.of());
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
                    .filter(rule -> isHost(rule.path("spec").path("host").asText(), namespace, service))
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

    private static List<Branch> routeOf(JsonNode virtualService, ServiceRef service) {
        for (JsonNode route : virtualService.path("spec").path("http")) {
            if (isTakenByPlainRequests(route)) {
                return branchesOf(route.path("route"), namespaceOf(virtualService), service);
            }
        }
        return List.of();
    }

    /** Weights are relative. Of several destinations those with 0 get nothing; a single one gets all, whatever it weighs. */
    private static List<Branch> branchesOf(JsonNode destinations, String namespace, ServiceRef service) {
        List<JsonNode> weighted = new ArrayList<>();
        for (JsonNode destination : destinations) {
            if (destinations.size() == 1 || destination.path("weight").asInt() > 0) {
                weighted.add(destination);
            }
        }
        double sum = weighted.stream().mapToInt(d -> d.path("weight").asInt()).sum();
        return weighted.stream()
                .filter(d -> isHost(d.path("destination").path("host").asText(), namespace, service))
                .map(d -> new Branch(
                        Optional.ofNullable(d.path("destination").path("subset").asText(null))
                                .filter(subset -> !subset.isEmpty()),
                        destinations.size() == 1 ? 1 : d.path("weight").asInt() / sum))
                .toList();
    }

    private static boolean isTakenByPlainRequests(JsonNode route) {
        JsonNode matches = route.path("match");
        if (matches.isEmpty()) {
            return true;
        }
        for (JsonNode match : matches) {
            boolean onlyUri = match.isEmpty() || (match.size() == 1 && match.has("uri"));
            String prefix = match.path("uri").path("prefix").asText("/");
            if (onlyUri
                    && prefix.equals("/")
                    && match.path("uri").path("exact").asText("/").equals("/")) {
                return true;
            }
        }
        return false;
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
            if (isHost(host.asText(), namespaceOf(virtualService), service)) {
                return true;
            }
        }
        return false;
    }

    /** A short name is one of the namespace of the rule that uses it. */
    private static boolean isHost(String host, String namespaceOfRule, ServiceRef service) {
        return host.contains(".")
                ? host.equals(service.host())
                : host.equals(service.name()) && namespaceOfRule.equals(service.namespace());
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
