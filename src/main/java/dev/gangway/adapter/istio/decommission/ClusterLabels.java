package dev.gangway.adapter.istio.decommission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.domain.traffic.ClusterName;
import java.util.Optional;

/**
 * How subsets name a cluster: Istio gives every endpoint the labels of its cluster and its network.
 *
 * @param cluster its name
 * @param network its network; empty = not known
 */
record ClusterLabels(ClusterName cluster, Optional<String> network) {
    private static final String CLUSTER = "topology.istio.io/cluster";
    private static final String NETWORK = "topology.istio.io/network";

    /** Whether a subset of a DestinationRule is of the cluster's endpoints because it says so. */
    boolean areNamedBy(JsonNode subset) {
        JsonNode labels = subset.path("labels");
        boolean isNamed = labels.has(CLUSTER) || labels.has(NETWORK);
        boolean ofCluster =
                !labels.has(CLUSTER) || labels.path(CLUSTER).asText().equals(cluster.value());
        boolean ofNetwork = !labels.has(NETWORK)
                || network.filter(labels.path(NETWORK).asText()::equals).isPresent();
        return isNamed && ofCluster && ofNetwork;
    }
}
