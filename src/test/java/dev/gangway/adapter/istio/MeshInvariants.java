package dev.gangway.adapter.istio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Invariants 1 and 2 for checkout, as an observer of both clusters sees them at an instant. */
final class MeshInvariants {
    private static final Set<String> HOSTS =
            Set.of("checkout", "checkout.shop", "checkout.shop.svc", "checkout.shop.svc.cluster.local");

    private MeshInvariants() {}

    /**
     * Every route works: weights sum to what they did or to 100 or 1000, none is negative, no lone destination is at 0, shares are
     * those of one of the splits, and every subset is defined where its requests start and where they end.
     *
     * @param shares of the destination that may be seen, in per mille; undivided routes are always right
     */
    static void hold(MeshState state, Set<Long> shares) {
        for (String cluster : state.byCluster().keySet()) {
            Set<String> here = subsets(state, cluster);
            for (ObjectNode object : state.of(cluster, IstioKind.VIRTUAL_SERVICE)) {
                for (String protocol : List.of("http", "tcp", "tls")) {
                    for (JsonNode route : object.at("/spec/" + protocol)) {
                        String where = cluster + " " + ObjectKey.of(object) + " " + route;
                        requireWeights(route, where);
                        requireSubsets(state, here, route, where);
                        requireShares(route, shares, where);
                    }
                }
            }
        }
    }

    private static void requireWeights(JsonNode route, String where) {
        JsonNode destinations = route.path("route");
        long sum = 0;
        for (JsonNode destination : destinations) {
            long weight = destination.path("weight").asLong(0);
            assertThat(weight).as("invariant 1: %s", where).isNotNegative();
            sum += weight;
        }
        if (destinations.size() > 1) {
            assertThat(sum).as("invariant 1: %s", where).isIn(100L, 1000L);
        } else if (destinations.size() == 1) {
            assertThat(destinations.get(0).path("weight").asLong(100))
                    .as("invariant 1, a lone destination: %s", where)
                    .isPositive();
        }
    }

    private static void requireSubsets(MeshState state, Set<String> here, JsonNode route, String where) {
        for (JsonNode destination : route.path("route")) {
            String subset = destination.at("/destination/subset").asText("");
            if (!isCheckout(destination) || subset.isEmpty()) {
                continue;
            }
            assertThat(here).as("invariant 2, in its own cluster: %s", where).contains(subset);
            state.byCluster().keySet().stream()
                    .filter(cluster -> subset.equals(cluster) || subset.endsWith("-" + cluster))
                    .forEach(cluster -> assertThat(subsets(state, cluster))
                            .as("invariant 2, in %s: %s", cluster, where)
                            .contains(subset));
        }
    }

    private static void requireShares(JsonNode route, Set<Long> shares, String where) {
        Map<String, long[]> bySubset = new TreeMap<>();
        for (JsonNode destination : route.path("route")) {
            String subset = destination.at("/destination/subset").asText("");
            boolean there = subset.equals("eks1") || subset.endsWith("-eks1");
            boolean back = subset.equals("k8s2") || subset.endsWith("-k8s2");
            if (isCheckout(destination) && (there || back)) {
                String base = subset.length() == 4 ? "" : subset.substring(0, subset.length() - 5);
                bySubset.computeIfAbsent(base, key -> new long[2])[there ? 1 : 0] +=
                        destination.path("weight").asLong(0);
            }
        }
        bySubset.values().forEach(parts -> assertThat(1000 * parts[1] / (parts[0] + parts[1]))
                .as("invariant 1, the shares as decided: %s", where)
                .isIn(shares));
    }

    private static boolean isCheckout(JsonNode destination) {
        return HOSTS.contains(destination.at("/destination/host").asText(""));
    }

    private static Set<String> subsets(MeshState state, String cluster) {
        Set<String> names = new TreeSet<>();
        for (ObjectNode rule : state.of(cluster, IstioKind.DESTINATION_RULE)) {
            if (HOSTS.contains(rule.at("/spec/host").asText(""))) {
                rule.at("/spec/subsets")
                        .forEach(subset -> names.add(subset.path("name").asText()));
            }
        }
        return names;
    }
}
