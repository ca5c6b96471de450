package dev.gangway.sim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The http routes of the VirtualService that counts for a service's requests.
 *
 * @param routes the list
 * @param namespace of the VirtualService
 */
record HttpRoutes(JsonNode routes, String namespace, ServiceRef service) {
    private static final int NO_ROUTE = -1;

    /** Where the requests go; those that routes send to other services are left out. */
    List<Branch> sent() {
        List<Branch> sent = new ArrayList<>();
        taken().forEach((index, share) -> {
            if (index == NO_ROUTE) {
                sent.add(Branch.wherever(share));
            } else {
                sent.addAll(destinations(routes.path(index).path("route"), share));
            }
        });
        return sent;
    }

    /** Where copies of requests go; those to other services are left out. */
    List<Branch> mirrored() {
        List<Branch> mirrored = new ArrayList<>();
        taken().forEach((index, share) -> {
            JsonNode route = routes.path(index);
            mirror(route.path("mirror"), percentOfOne(route), share).ifPresent(mirrored::add);
            for (JsonNode mirror : route.path("mirrors")) {
                mirror(mirror.path("destination"), percent(mirror.path("percentage")), share)
                        .ifPresent(mirrored::add);
            }
        });
        return mirrored;
    }

    /** The share of all requests that each route takes, by its place in the list: the first that takes one has it. */
    private Map<Integer, Double> taken() {
        Map<Integer, Double> taken = new LinkedHashMap<>();
        for (RequestKind kind : RequestKind.ALL) {
            taken.merge(firstThatTakes(kind), kind.share(), Double::sum);
        }
        return taken;
    }

    private int firstThatTakes(RequestKind kind) {
        for (int index = 0; index < routes.size(); index++) {
            if (kind.isTakenBy(routes.path(index))) {
                return index;
            }
        }
        return NO_ROUTE;
    }

    /** Weights are relative. Of several destinations those with 0 get nothing; a single one gets all, whatever it weighs. */
    private List<Branch> destinations(JsonNode destinations, double taken) {
        boolean single = destinations.size() == 1;
        double sum = 0;
        for (JsonNode destination : destinations) {
            sum += destination.path("weight").asInt();
        }
        List<Branch> branches = new ArrayList<>();
        for (JsonNode destination : destinations) {
            double share = single ? 1 : destination.path("weight").asInt() / sum;
            if (share > 0 && HostNames.isTo(destination.path("destination"), namespace, service)) {
                branches.add(new Branch(subset(destination.path("destination")), taken * share));
            }
        }
        return branches;
    }

    private Optional<Branch> mirror(JsonNode destination, double percent, double taken) {
        return percent > 0 && HostNames.isTo(destination, namespace, service)
                ? Optional.of(new Branch(subset(destination), taken * percent / 100))
                : Optional.empty();
    }

    private static double percentOfOne(JsonNode route) {
        JsonNode old = route.path(route.has("mirrorPercent") ? "mirrorPercent" : "mirror_percent");
        return old.isNumber() && !route.has("mirrorPercentage")
                ? old.asDouble()
                : percent(route.path("mirrorPercentage"));
    }

    /** Per cent of the route's requests: all where nothing is said, none where no value is. */
    private static double percent(JsonNode percentage) {
        return percentage.isMissingNode() || percentage.isNull()
                ? 100
                : percentage.path("value").asDouble();
    }

    private static Optional<String> subset(JsonNode destination) {
        return Optional.of(destination.path("subset").asText("")).filter(subset -> !subset.isEmpty());
    }
}
