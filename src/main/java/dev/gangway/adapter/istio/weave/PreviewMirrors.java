package dev.gangway.adapter.istio.weave;

import static java.util.stream.Collectors.summingLong;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.domain.shift.Preview;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The mirrors that a preview adds to a route: one to the destination's part of each subset that gets the service's requests.
 * Envoy draws the requests to be mirrored from all of the route's, whichever way they go; so each subset's mirror gets the
 * preview's share of that subset's share.
 */
final class PreviewMirrors {
    /** Istio reads a percentage to a ten thousandth, and cuts off what is finer. */
    private static final int DECIMALS = 4;

    private static final BigDecimal PER_MILLE_IN_PER_CENT = BigDecimal.TEN;

    private PreviewMirrors() {}

    /** For a route without strands; none where the strand mirrors nothing, or has no destination in it. */
    static List<Mirror> of(Route route, Strand strand) {
        Optional<Preview.Mirror> preview = strand.mirror();
        if (preview.isEmpty()) {
            return List.of();
        }
        List<RouteDestination> all = route.destinations();
        Map<ObjectNode, Long> weights = all.stream()
                .filter(destination -> destination.means(strand.service()))
                .collect(Collectors.groupingBy(
                        destination -> there(destination, strand.names()),
                        LinkedHashMap::new,
                        summingLong(destination -> weight(destination, all))));
        BigDecimal sum = BigDecimal.valueOf(
                all.stream().mapToLong(one -> weight(one, all)).sum());
        BigDecimal share = BigDecimal.valueOf(preview.get().share().permille());
        return weights.entrySet().stream()
                .map(to -> Mirror.of(
                        to.getKey(),
                        share.multiply(BigDecimal.valueOf(to.getValue()))
                                .divide(sum.multiply(PER_MILLE_IN_PER_CENT), DECIMALS, RoundingMode.HALF_UP),
                        route.place(),
                        route.namespace()))
                .filter(mirror -> mirror.percent().signum() > 0)
                .toList();
    }

    private static ObjectNode there(RouteDestination destination, SubsetNames names) {
        String subset = names.of(destination.subset(), names.destination());
        return (ObjectNode) destination.copy(subset, 0).get(RouteDestination.DESTINATION);
    }

    /** A lone destination has everything, whatever its weight. */
    private static long weight(RouteDestination destination, List<RouteDestination> all) {
        return all.size() == 1 ? 1 : destination.weight();
    }
}
