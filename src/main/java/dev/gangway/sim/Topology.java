package dev.gangway.sim;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The clusters of the simulated mesh and the names that both its objects and its traffic go by. */
final class Topology {
    static final String MANAGEMENT = "management";
    static final String SOURCE = "k8s2";
    static final String DESTINATION = "eks1";
    static final String NAMESPACE = "shop";
    static final String GANGWAY_NAMESPACE = "gangway-system";
    static final String NETWORK_LABEL = "topology.istio.io/network";
    static final String CLUSTER_LABEL = "topology.istio.io/cluster";

    /** The clusters that carry traffic, the source first. */
    static final List<String> MESH = List.of(SOURCE, DESTINATION);

    private Topology() {}

    static String network(String cluster) {
        return cluster + ".prd.sfo2";
    }

    /**
     * The cluster whose endpoints carry these labels of a subset; empty = none does. Labels that say nothing of a place
     * are taken to be on the source's pods: only those are enrolled in the mesh before a route pins them.
     */
    static Optional<String> clusterWith(Map<String, String> labels) {
        boolean anywhere = !labels.containsKey(NETWORK_LABEL) && !labels.containsKey(CLUSTER_LABEL);
        if (anywhere) {
            return Optional.of(SOURCE);
        }
        return MESH.stream()
                .filter(cluster -> labels.getOrDefault(CLUSTER_LABEL, cluster).equals(cluster))
                .filter(cluster ->
                        labels.getOrDefault(NETWORK_LABEL, network(cluster)).equals(network(cluster)))
                .findFirst();
    }
}
