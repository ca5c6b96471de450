package dev.gangway.adapter.prometheus;

import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.traffic.ClusterName;
import java.util.HashMap;
import java.util.Map;

/**
 * What one server counted for one service in one window.
 *
 * @param byDestination by the cluster that was chosen
 * @param lost requests that reached no cluster
 */
record ServiceCounts(Map<ClusterName, Traffic> byDestination, long lost) {
    /** Copies the map. */
    ServiceCounts {
        byDestination = Map.copyOf(byDestination);
    }

    /** The requests alone. */
    Map<ClusterName, Long> requests() {
        Map<ClusterName, Long> requests = new HashMap<>();
        byDestination.forEach((cluster, traffic) -> requests.put(cluster, traffic.requests()));
        return requests;
    }

    /** What both servers counted: each watches other clients. */
    ServiceCounts plus(ServiceCounts other) {
        Map<ClusterName, Traffic> sum = new HashMap<>(byDestination);
        other.byDestination.forEach((cluster, traffic) -> sum.merge(cluster, traffic, Traffic::plus));
        return new ServiceCounts(sum, lost + other.lost);
    }
}
