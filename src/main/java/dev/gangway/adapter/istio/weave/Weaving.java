package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.istio.weave.RouteWeights.Demand;
import dev.gangway.domain.traffic.ClusterName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Weaves strands into one route that has none. */
final class Weaving {
    private final Route route;
    private final Collection<Strand> strands;
    private final List<RouteDestination> destinations;

    private Weaving(Route route, Collection<Strand> strands) {
        this.route = route;
        this.strands = strands;
        destinations = route.destinations();
    }

    /**
     * Changes the route in place.
     *
     * @param woven takes the strands that were found a destination for
     * @return how it was; empty where no strand has a destination in it
     */
    static Optional<Original> weave(Route route, Collection<Strand> strands, Set<Strand> woven) {
        Weaving weaving = new Weaving(route, strands);
        List<Strand> found = weaving.destinations.stream()
                .flatMap(destination -> destination.strand(strands).stream())
                .toList();
        woven.addAll(found);
        Optional<List<Integer>> weights = found.isEmpty() ? Optional.empty() : Optional.of(weaving.weights());
        Optional<List<Mirror>> mirrors = Mirroring.woven(route, strands, woven);
        if (weights.isEmpty() && mirrors.isEmpty()) {
            return Optional.empty();
        }
        route.requireWhole();
        Original original = Original.of(route, mirrors.isPresent());
        weights.ifPresent(weaving::divide);
        mirrors.ifPresent(of -> MirrorFields.replace(route.node(), of));
        return Optional.of(original);
    }

    private void divide(List<Integer> of) {
        Iterator<Integer> weights = of.iterator();
        List<ObjectNode> split = new ArrayList<>();
        for (RouteDestination destination : destinations) {
            Optional<Strand> strand = destination.strand(strands);
            if (strand.isEmpty()) {
                split.add(destination.node().put(RouteDestination.WEIGHT, weights.next()));
            } else {
                split.addAll(split(destination, strand.get().names(), weights));
            }
        }
        route.replaceDestinations(split);
    }

    private static List<ObjectNode> split(RouteDestination destination, SubsetNames names, Iterator<Integer> weights) {
        String base = destination.subset();
        names.problem(base).ifPresent(problem -> {
            throw destination.refuseSubset(problem);
        });
        List<ObjectNode> parts = new ArrayList<>();
        for (ClusterName cluster : names.clusters()) {
            parts.add(destination.copy(names.of(base, cluster), weights.next()));
        }
        return parts;
    }

    private List<Integer> weights() {
        List<Demand> demands = new ArrayList<>();
        for (RouteDestination destination : destinations) {
            demands.add(
                    new Demand(destination.weight(), destination.strand(strands).map(Strand::split)));
        }
        long sum = demands.stream().mapToLong(Demand::weight).sum();
        if (demands.size() > 1 && sum == 0) {
            throw refuse("has weights that sum to 0, which Istio refuses; give one of them a weight");
        }
        if (sum > Integer.MAX_VALUE) {
            throw refuse("has weights that sum to %d, more than 32 bits hold; divide them by the same number"
                    .formatted(sum));
        }
        return new RouteWeights(demands)
                .woven()
                .orElseThrow(() -> refuse("has weights that can't be divided so finely in 32 bits; use smaller ones,"
                        + " with a sum of 100 or 1000"));
    }

    private RuntimeException refuse(String why) {
        return route.destinationsPlace().refuse(route.node().path("route"), why);
    }
}
