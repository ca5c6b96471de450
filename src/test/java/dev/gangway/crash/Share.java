package dev.gangway.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the routes of a VirtualService give each cluster of a service, read without any code of Gangway's. */
final class Share {
    private static final String NETWORK = "topology.istio.io/network";

    private final String service;
    private final JsonNode routes;

    Share(String service, JsonNode virtualService) {
        this.service = service;
        this.routes = virtualService.path("spec").path("http");
    }

    /** The weights of each route to the service; a lone destination has none. */
    List<List<Integer>> weights() {
        List<List<Integer>> weights = new ArrayList<>();
        for (JsonNode route : routes) {
            List<Integer> of = new ArrayList<>();
            route.path("route").forEach(to -> of.add(to.path("weight").asInt(0)));
            if (of.size() > 1) {
                weights.add(of);
            }
        }
        return weights;
    }

    /** The subsets that are named. */
    Set<String> subsets() {
        Set<String> subsets = new LinkedHashSet<>();
        for (JsonNode route : routes) {
            for (JsonNode to : route.path("route")) {
                String subset = to.path("destination").path("subset").asText("");
                if (!subset.isEmpty() && host(to).equals(service)) {
                    subsets.add(subset);
                }
            }
        }
        return subsets;
    }

    /** By route: per mille to the destination's network, where the route is divided; previews are no shares. */
    Set<Integer> toDestination(Map<String, String> networks, String destination) {
        Set<Integer> shares = new LinkedHashSet<>();
        for (JsonNode route : routes) {
            int all = 0;
            int there = 0;
            for (JsonNode to : route.path("route")) {
                all += to.path("weight").asInt(0);
                String subset = to.path("destination").path("subset").asText("");
                there += destination.equals(networks.get(subset))
                        ? to.path("weight").asInt(0)
                        : 0;
            }
            if (all > 0) {
                shares.add(there * 1000 / all);
            }
        }
        return shares;
    }

    private static String host(JsonNode to) {
        String host = to.path("destination").path("host").asText("");
        return host.contains(".") ? host.substring(0, host.indexOf('.')) : host;
    }

    /** The networks that a rule's subsets select, by the subsets' names. */
    static Map<String, String> networks(Optional<JsonNode> rule) {
        Map<String, String> networks = new TreeMap<>();
        rule.ifPresent(object -> object.path("spec")
                .path("subsets")
                .forEach(subset -> networks.put(
                        subset.path("name").asText(),
                        subset.path("labels").path(NETWORK).asText())));
        return networks;
    }
}
