package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads the split that stands in routes off their weights, whoever has written them. */
final class StandingSplit {
    private StandingSplit() {}

    /** The split that all routes with a share for the service show; empty where they differ, or one divides nothing. */
    static Optional<TrafficSplit> of(
            List<ObjectNode> virtualServices, ServiceRef service, ClusterName source, ClusterName destination) {
        SubsetNames names = new SubsetNames(source, destination);
        Set<Optional<Weight>> weights = new HashSet<>();
        for (ObjectNode object : virtualServices) {
            for (String protocol : VirtualServiceWeaving.PROTOCOLS) {
                Route.of(object, protocol).forEach(route -> weights(route, service, names, weights));
            }
        }
        return weights.size() == 1
                ? weights.iterator().next().map(weight -> new TrafficSplit(source, destination, weight))
                : Optional.empty();
    }

    /** A subset of the service is a matter of its own: its two parts show a weight. */
    private static void weights(Route route, ServiceRef service, SubsetNames names, Set<Optional<Weight>> weights) {
        if (HeaderRoutes.isCopy(route)) {
            return;
        }
        Map<String, long[]> bySubset = new TreeMap<>();
        List<RouteDestination> destinations = route.destinations();
        for (RouteDestination destination : destinations) {
            if (!destination.means(service)) {
                continue;
            }
            Optional<SubsetNames.Part> part = names.read(destination.subset());
            if (destinations.size() > 1 && destination.weight() == 0 && part.isEmpty()) {
                continue;
            }
            if (part.isEmpty()) {
                weights.add(Optional.empty());
            } else {
                long weight = destinations.size() == 1 ? 1 : destination.weight();
                int side = part.get().cluster().equals(names.destination()) ? 1 : 0;
                bySubset.computeIfAbsent(part.get().base(), base -> new long[2])[side] += weight;
            }
        }
        bySubset.values().stream()
                .filter(shares -> shares[0] + shares[1] > 0)
                .map(shares -> permille(shares[1], shares[0] + shares[1]))
                .forEach(weights::add);
    }

    private static Optional<Weight> permille(long part, long sum) {
        return part * 1000 % sum == 0 ? Optional.of(new Weight((int) (part * 1000 / sum))) : Optional.empty();
    }
}
