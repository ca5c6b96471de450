package dev.gangway.domain.analysis;

import dev.gangway.domain.traffic.TrafficSplit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether the routes are in force: the measured share of each cluster's clients beside the weight. Immutable, and of one
 * weight; where nothing says what each cluster's clients sent, it finds no difference.
 *
 * @param byClients by the clients' name
 */
public record RouteForce(Map<String, ClientShares> byClients) {
    /** Nothing seen. */
    public static final RouteForce NONE = new RouteForce(Map.of());

    /** Copies the map. */
    public RouteForce {
        byClients = Map.copyOf(byClients);
    }

    /** With a window that lies wholly in the time in which the split stood. */
    public RouteForce plus(MetricWindow window, TrafficSplit split) {
        if (window.byClients().isEmpty()) {
            return this;
        }
        ShareTolerance tolerance = new ShareTolerance(split.toDestination());
        Map<String, ClientShares> more = new TreeMap<>(byClients);
        for (ClientCounts counts : window.byClients()) {
            ClientShares before = more.getOrDefault(counts.clients(), ClientShares.NONE);
            more.put(counts.clients(), before.plus(Share.of(counts, split), window.from(), tolerance));
        }
        return new RouteForce(more);
    }

    /** What differs by more than the tolerance and chance explain; empty where nothing does. */
    public Optional<ShareDifference> difference(TrafficSplit split) {
        List<Map.Entry<String, ClientShares>> differing = new TreeMap<>(byClients)
                .entrySet().stream()
                        .filter(clients -> clients.getValue().differsSince().isPresent())
                        .toList();
        return differing.stream()
                .flatMap(clients -> clients.getValue().differsSince().stream())
                .min(Instant::compareTo)
                .map(since -> new ShareDifference(since, Words.difference(differing, split)));
    }
}
