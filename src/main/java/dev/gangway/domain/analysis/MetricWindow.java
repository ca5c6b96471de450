package dev.gangway.domain.analysis;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What all clients of one service saw in a span of time, summed over all their clusters.
 *
 * @param from no request counted here was served before this; a scrape's delay is allowed for
 * @param to no request counted here was served after this
 * @param byDestination what was seen of each cluster that answered
 * @param lost requests that failed before they reached any cluster: Istio reports their {@code destination_cluster} as
 *     {@code unknown}, with a response flag UH, NC, NR, UF or UO
 * @param byClients the same requests by the clusters of the clients; empty where that is not known
 */
public record MetricWindow(
        Instant from, Instant to, Map<ClusterName, Traffic> byDestination, long lost, List<ClientCounts> byClients) {
    /** Copies the collections; throws IllegalArgumentException for a window that ends before it begins, or a negative count. */
    public MetricWindow {
        byDestination = Map.copyOf(byDestination);
        byClients = List.copyOf(byClients);
        if (requireNonNull(to, "to").isBefore(requireNonNull(from, "from")) || lost < 0) {
            throw new IllegalArgumentException("window from " + from + " to " + to + ", lost " + lost);
        }
    }

    /** Not known by clients. */
    public MetricWindow(Instant from, Instant to, Map<ClusterName, Traffic> byDestination, long lost) {
        this(from, to, byDestination, lost, List.of());
    }

    /** The destination's share of what reached the two clusters, to the nearest per mille; none without requests. */
    public Weight measuredWeight(ClusterName source, ClusterName destination) {
        double there = of(destination).requests();
        double all = there + of(source).requests();
        return all == 0 ? Weight.NONE : new Weight((int) Math.round(1000 * there / all));
    }

    /** The same with what was seen of a cluster replaced, and with no lost requests. */
    MetricWindow with(ClusterName cluster, Traffic traffic) {
        Map<ClusterName, Traffic> replaced = new HashMap<>(byDestination);
        replaced.put(cluster, traffic);
        return new MetricWindow(from, to, replaced, 0);
    }

    /** Its length. */
    public double seconds() {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    /** All requests, also those that reached no cluster. */
    public long requests() {
        long requests = lost;
        for (Traffic traffic : byDestination.values()) {
            requests += traffic.requests();
        }
        return requests;
    }

    /** What was seen of one cluster; nothing if it did not answer. */
    public Traffic of(ClusterName cluster) {
        return byDestination.getOrDefault(cluster, Traffic.NONE);
    }
}
