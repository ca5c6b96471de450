package dev.gangway.control.plan;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.shift.ShiftPlan.Mirrors;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Protocol;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.TrafficSplit;
import java.util.Map;
import java.util.Set;

/**
 * What would stand at a split?
 *
 * @param service whose split
 * @param split the weight of each of the two clusters
 * @param networks the network of each of the two
 * @param protocol what its clients speak: the routes that it gets where nobody has any
 * @param mirrors what becomes of mirrors to the service
 */
public record PlanQuestion(
        ServiceRef service, TrafficSplit split, Map<ClusterName, String> networks, Protocol protocol, Mirrors mirrors) {
    /** Needs a protocol, the network of both clusters, and no empty one; throws IllegalArgumentException. */
    public PlanQuestion {
        requireNonNull(protocol, "protocol");
        networks = Map.copyOf(networks);
        if (!networks.keySet().equals(Set.of(split.source(), split.destination()))) {
            throw new IllegalArgumentException("the networks of %s and %s are needed, not of %s"
                    .formatted(split.source(), split.destination(), networks.keySet()));
        }
        if (networks.values().stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a network must have a name");
        }
    }
}
