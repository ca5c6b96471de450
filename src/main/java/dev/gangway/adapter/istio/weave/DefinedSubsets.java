package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which of Gangway's subsets a route may name. Istio answers 503 where a client's own cluster has no rule with the subset, and
 * the east-west gateway of the cluster that is called resets the connection where that one has none.
 *
 * @param service whose host the subsets are for
 * @param here in the cluster whose routes name them
 * @param elsewhere in the clusters that answer; a cluster that is absent is not known
 */
public record DefinedSubsets(ServiceRef service, Set<String> here, Map<ClusterName, Set<String>> elsewhere) {
    /** Copies both. */
    public DefinedSubsets {
        here = Set.copyOf(here);
        elsewhere = Map.copyOf(elsewhere);
    }

    /** The names of a rule's subsets. */
    public static Set<String> names(ObjectNode rule) {
        Set<String> names = new TreeSet<>();
        rule.path("spec")
                .path("subsets")
                .forEach(subset -> names.add(subset.path("name").asText("")));
        return names;
    }

    /** What would become of requests to a part of a subset; empty = they would be answered. */
    Optional<String> problem(String base, SubsetNames names, ClusterName cluster) {
        String subset = names.of(base, cluster);
        if (!here.contains(subset)) {
            return Optional.of("is a subset that no DestinationRule for %s in namespace %s has; give that rule too"
                    .formatted(service.host(), service.namespace()));
        }
        return elsewhere.getOrDefault(cluster, Set.of()).contains(subset)
                ? Optional.empty()
                : Optional.of(("has no counterpart in cluster %s yet: no DestinationRule there has the subset, and its"
                                + " gateway would reset what is sent to it; let the DestinationRule stand there too")
                        .formatted(cluster));
    }
}
