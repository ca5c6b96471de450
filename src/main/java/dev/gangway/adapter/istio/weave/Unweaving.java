package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Takes all strands out of the routes of one protocol, by what stands there, so that what a person has changed meanwhile stays.
 *
 * <p>Two destinations that differ in nothing but the cluster and the weight become one again, with the sum of their weights;
 * one that has lost its twin, or was made to differ from it, stands on its own. What the routes do not show (a weight that was
 * not given, a sum that had to be scaled) comes from the note: from the original with the same key, and for a route that was
 * edited from the first one left whose shares are those that stand. Where there is none, as a person has changed the shares,
 * the weights that stand are kept.
 */
final class Unweaving {
    private final Collection<Strand> strands;
    private final List<Original> originals;

    private Unweaving(Collection<Strand> strands, List<Original> originals) {
        this.strands = strands;
        this.originals = new ArrayList<>(originals);
    }

    /** A destination as it is without strands. */
    private record Joined(ObjectNode node, long weight, boolean ours, boolean hadNoSubset) {}

    /** A route without strands, whose weights and mirrors are still to be put back as they were written. */
    private record Bare(Route route, String key, List<Joined> destinations, Optional<List<Mirror>> mirrors) {
        /** Whether these are the mirrors that it had. Those that no strand was in stay as they are. */
        boolean hasMirrorsOf(Original original) {
            return mirrors.isEmpty() || original.hasMirrorsOf(route, mirrors.get());
        }
    }

    /** Changes the routes in place. */
    static void unweave(List<Route> routes, Collection<Strand> strands, List<Original> originals) {
        new Unweaving(strands, originals).unweave(routes);
    }

    private void unweave(List<Route> routes) {
        List<Bare> left = new ArrayList<>();
        for (Route route : routes) {
            Optional<List<Mirror>> mirrors = Mirroring.unwoven(route, strands);
            boolean divided = route.destinations().stream()
                    .anyMatch(destination -> part(destination).isPresent());
            if (divided || mirrors.isPresent()) {
                left.add(bare(route, mirrors));
            }
        }
        // Those that nobody has edited first, so that an edited route can't take what is another's.
        left.removeIf(bare -> isPutBack(bare, original -> original.key().equals(bare.key())));
        left.removeIf(bare -> isPutBack(bare, bare::hasMirrorsOf));
        left.removeIf(bare -> isPutBack(bare, original -> true));
        left.forEach(bare -> bare.destinations().forEach(Unweaving::keepWeight));
    }

    private Bare bare(Route route, Optional<List<Mirror>> mirrors) {
        route.requireWhole();
        List<Joined> destinations = joined(route.destinations());
        if (!destinations.isEmpty()) {
            route.replaceDestinations(destinations.stream().map(Joined::node).toList());
        }
        mirrors.ifPresent(whole -> MirrorFields.replace(route.node(), whole));
        return new Bare(route, route.key(mirrors.isPresent()), destinations, mirrors);
    }

    private Optional<SubsetNames.Part> part(RouteDestination destination) {
        return destination.strand(strands).flatMap(strand -> strand.names().read(destination.subset()));
    }

    private List<Joined> joined(List<RouteDestination> destinations) {
        List<RouteDestination> left = new ArrayList<>(destinations);
        List<Joined> joined = new ArrayList<>();
        while (!left.isEmpty()) {
            RouteDestination first = left.remove(0);
            Optional<SubsetNames.Part> part = part(first);
            if (part.isEmpty()) {
                joined.add(new Joined(first.node(), first.weight(), false, false));
                continue;
            }
            Optional<RouteDestination> twin = left.stream()
                    .filter(other -> isOtherHalf(part.get(), part(other)) && first.isTwinOf(other))
                    .findFirst();
            twin.ifPresent(left::remove);
            long weight = first.weight() + twin.map(RouteDestination::weight).orElse(0L);
            if (weight > Integer.MAX_VALUE) {
                throw first.place()
                        .at(RouteDestination.WEIGHT)
                        .refuse(
                                first.node().path(RouteDestination.WEIGHT),
                                "is too large to be joined; scale the route");
            }
            joined.add(new Joined(
                    whole(first, part.get()), weight, true, part.get().base().isEmpty()));
        }
        return joined;
    }

    private static boolean isOtherHalf(SubsetNames.Part part, Optional<SubsetNames.Part> other) {
        return other.filter(found ->
                        found.base().equals(part.base()) && !found.cluster().equals(part.cluster()))
                .isPresent();
    }

    /** With an empty subset where it had none, to keep its place among the keys until it is known what stood there. */
    private static ObjectNode whole(RouteDestination destination, SubsetNames.Part part) {
        ObjectNode whole = destination.node().deepCopy();
        ((ObjectNode) whole.get(RouteDestination.DESTINATION)).put(RouteDestination.SUBSET, part.base());
        return whole;
    }

    private boolean isPutBack(Bare route, Predicate<Original> matches) {
        List<Joined> destinations = route.destinations();
        List<Long> weights = destinations.stream().map(Joined::weight).toList();
        Optional<Original> found = originals.stream()
                .filter(original -> matches.test(original) && original.hasSharesOf(weights))
                .findFirst();
        found.ifPresent(original -> {
            originals.remove(original);
            if (route.mirrors().isPresent() && route.hasMirrorsOf(original)) {
                original.mirrors()
                        .ifPresent(fields -> fields.putInto(route.route().node()));
            }
            for (int index = 0; index < destinations.size(); index++) {
                Joined destination = destinations.get(index);
                original.putBack(index, destination.node(), destination.hadNoSubset());
            }
        });
        return found.isPresent();
    }

    /** A destination at 0 may be alone now, and would look as if it had nothing, while Istio gives it all. */
    private static void keepWeight(Joined destination) {
        if (destination.ours() && destination.weight() == 0) {
            destination.node().remove(RouteDestination.WEIGHT);
        } else if (destination.ours()) {
            destination.node().put(RouteDestination.WEIGHT, (int) destination.weight());
        }
        if (destination.hadNoSubset()) {
            ((ObjectNode) destination.node().get(RouteDestination.DESTINATION)).remove(RouteDestination.SUBSET);
        }
    }
}
