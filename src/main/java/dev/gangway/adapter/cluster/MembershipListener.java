package dev.gangway.adapter.cluster;

import dev.gangway.domain.traffic.ClusterName;

/**
 * Hears of clusters that come and go. Calls for one cluster come one after the other, in a thread that is the cluster's own; those
 * for different clusters come beside each other. Who waits in one holds up nothing but the same cluster's next change.
 */
public interface MembershipListener {

    /** A cluster has come. */
    void joined(Member member);

    /**
     * A cluster goes on with another client, network or root namespace. Its former client answers until this returns, and is then
     * closed.
     */
    default void replaced(Member member) {
        left(member.name());
        joined(member);
    }

    /** A cluster has left; its client is closed when this returns. */
    void left(ClusterName name);
}
