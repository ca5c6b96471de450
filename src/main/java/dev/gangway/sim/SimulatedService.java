package dev.gangway.sim;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.traffic.ServiceRef;
import java.util.List;
import java.util.Map;

/**
 * A service with its clients. They live in its own namespace, in both clusters.
 *
 * @param requestsPerSecond of all its clients together
 * @param clientShares the share of those that come from each cluster; they sum to 1
 * @param grpc whether it speaks gRPC: its failures are then answered with 200 and a gRPC status
 */
record SimulatedService(ServiceRef ref, double requestsPerSecond, Map<String, Double> clientShares, boolean grpc) {
    private static final Map<String, Double> CLIENTS = Map.of(Topology.SOURCE, 0.7, Topology.DESTINATION, 0.3);

    /** What the mesh starts with. */
    static final List<SimulatedService> ALL = List.of(
            of("checkout", 200, false),
            of("payments", 150, false),
            of("search", 150, false),
            of("ledger", 0.2, true),
            of("gateway", 100, false));

    SimulatedService {
        requireNonNull(ref, "ref");
        clientShares = Map.copyOf(clientShares);
        if (!(requestsPerSecond >= 0)) {
            throw new IllegalArgumentException(ref + ": " + requestsPerSecond + " requests per second");
        }
    }

    private static SimulatedService of(String name, double requestsPerSecond, boolean grpc) {
        return new SimulatedService(new ServiceRef(Topology.NAMESPACE, name), requestsPerSecond, CLIENTS, grpc);
    }

    double requestsPerSecondFrom(String cluster) {
        return requestsPerSecond * clientShares.getOrDefault(cluster, 0.0);
    }
}
