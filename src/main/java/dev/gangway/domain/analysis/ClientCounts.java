package dev.gangway.domain.analysis;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.traffic.ClusterName;
import java.util.Map;

/**
 * Where the requests of one cluster's clients went, as the Prometheus that watches them has it.
 *
 * @param clients the name of their cluster; where one Prometheus watches several, all their names
 * @param byDestination how many requests each cluster got
 * @param lost how many reached no cluster
 */
public record ClientCounts(String clients, Map<ClusterName, Long> byDestination, long lost) {
    /** Copies the map; throws IllegalArgumentException for a negative count. */
    public ClientCounts {
        requireNonNull(clients, "clients");
        byDestination = Map.copyOf(byDestination);
        if (lost < 0 || byDestination.values().stream().anyMatch(requests -> requests < 0)) {
            throw new IllegalArgumentException(
                    "requests of the clients in " + clients + ": " + byDestination + ", lost " + lost);
        }
    }

    /** How many requests a cluster got. */
    long to(ClusterName cluster) {
        return byDestination.getOrDefault(cluster, 0L);
    }
}
