package dev.gangway.adapter.cluster;

import dev.gangway.domain.traffic.ClusterName;

/** Hears of clusters that come and go. Called by one thread at a time. */
public interface MembershipListener {

    /** A cluster has come, or has come back with other access; its former self has left before. */
    void joined(Member member);

    /** A cluster has left; its client is closed when this returns. */
    void left(ClusterName name);
}
