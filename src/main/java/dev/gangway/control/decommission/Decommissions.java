package dev.gangway.control.decommission;

import dev.gangway.domain.traffic.ClusterName;

/** Says whether a cluster can be switched off. */
public interface Decommissions {

    /**
     * Looks at all that could still use it. Writes nothing.
     *
     * @param days of the past that count, from 1 to {@link DecommissionReport#MOST_DAYS}
     * @throws dev.gangway.control.RefusedException for days out of range, and where there is no such cluster
     */
    DecommissionReport report(ClusterName cluster, int days);
}
