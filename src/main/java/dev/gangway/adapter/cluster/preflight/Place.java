package dev.gangway.adapter.cluster.preflight;

import dev.gangway.domain.traffic.ClusterName;
import java.util.List;
import java.util.Optional;

/**
 * A cluster as its MeshCluster names it, and the way to ask it.
 *
 * @param network its pods' network
 * @param rootNamespace where Istio's own objects are
 * @param reads asks it
 * @param access how long Gangway's own token lasts; empty = it does not say so, or somebody renews it
 */
record Place(ClusterName name, String network, String rootNamespace, ClusterReads reads, Optional<TokenLife> access) {

    /** The clusters that can be asked. */
    interface Places {
        /** One of them; empty = there is no client for it. */
        Optional<Place> find(ClusterName name);

        /** All of them, in the order of their names. */
        List<ClusterName> names();
    }
}
