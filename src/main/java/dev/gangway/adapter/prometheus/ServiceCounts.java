package dev.gangway.adapter.prometheus;

import dev.gangway.domain.analysis.ClientCounts;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.traffic.ClusterName;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one server counted for one service in one window.
 *
 * @param byDestination by the cluster that was chosen
 * @param refused connections of {@code byDestination} that are counted as good there and were found to fail by the servers'
 *     proxies, which another Prometheus may scrape
 * @param lost what reached no cluster
 * @param known whether any of it is from those who count all that there is: servers' proxies alone know of no client
 */
record ServiceCounts(
        Map<ClusterName, Traffic> byDestination, Map<ClusterName, Long> refused, long lost, boolean known) {
    /** Copies the maps. */
    ServiceCounts {
        byDestination = Map.copyOf(byDestination);
        refused = Map.copyOf(refused);
    }

    /** The requests alone. */
    Map<ClusterName, Long> requests() {
        Map<ClusterName, Long> requests = new HashMap<>();
        byDestination.forEach((cluster, traffic) -> requests.put(cluster, traffic.requests()));
        return requests;
    }

    /** What both servers counted: each watches other proxies. */
    ServiceCounts plus(ServiceCounts other) {
        Map<ClusterName, Traffic> sum = new HashMap<>(byDestination);
        other.byDestination.forEach((cluster, traffic) -> sum.merge(cluster, traffic, Traffic::plus));
        Map<ClusterName, Long> allRefused = new HashMap<>(refused);
        other.refused.forEach((cluster, count) -> allRefused.merge(cluster, count, Long::sum));
        return new ServiceCounts(sum, allRefused, lost + other.lost, known || other.known);
    }

    /** The window that this was counted in, with what each server's clients sent. */
    MetricWindow window(Instant from, Instant to, List<ClientCounts> clients) {
        Map<ClusterName, Traffic> traffic = new HashMap<>(byDestination);
        traffic.replaceAll((cluster, counted) -> {
            // A server's proxy may be scraped sooner than the client's, so that it seems to refuse more than came.
            long failures = Math.min(counted.requests(), counted.failures() + refused.getOrDefault(cluster, 0L));
            return new Traffic(counted.requests(), failures, counted.latency());
        });
        return new MetricWindow(from, to, traffic, lost, clients);
    }
}
