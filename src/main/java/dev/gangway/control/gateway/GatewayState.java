package dev.gangway.control.gateway;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.traffic.ClusterName;
import java.util.List;
import java.util.Optional;

/**
 * What stands of a cluster's east-west gateway.
 *
 * @param cluster whose
 * @param network that it leads into
 * @param parts the objects that make it, in the order in which they are made
 * @param addresses where the other clusters reach it, IP addresses or host names
 * @param others the Service of somebody else that is the network's gateway, with its namespace; empty = there is none
 * @param lacking what it lacks before it serves, and the way out, in one sentence; empty = nothing
 */
public record GatewayState(
        ClusterName cluster,
        String network,
        List<Part> parts,
        List<String> addresses,
        Optional<String> others,
        Optional<String> lacking) {

    /**
     * One of the objects.
     *
     * @param kind as Kubernetes has it
     * @param name with its namespace, where it has one
     * @param standing how it stands
     * @param seen what was seen, in words; empty where the standing says it all
     */
    public record Part(String kind, String name, Standing standing, String seen) {
        /** Needs all parts. */
        public Part {
            requireNonNull(kind, "kind");
            requireNonNull(name, "name");
            requireNonNull(standing, "standing");
            requireNonNull(seen, "seen");
        }
    }

    /** How an object stands. */
    public enum Standing {
        /** As it should. */
        STANDS,
        /** It is ours and somebody has changed it. */
        DIFFERS,
        /** It does not stand. */
        MISSING,
        /** One of this name is somebody else's: Gangway never touches it. */
        NOT_OURS
    }

    /** Copies the lists. */
    public GatewayState {
        requireNonNull(cluster, "cluster");
        requireNonNull(network, "network");
        requireNonNull(others, "others");
        requireNonNull(lacking, "lacking");
        parts = List.copyOf(parts);
        addresses = List.copyOf(addresses);
    }

    /** Whether other clusters reach the network through it. */
    public boolean isComplete() {
        return lacking.isEmpty();
    }
}
