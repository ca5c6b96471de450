package dev.gangway.sim;

import java.time.Instant;

/** What a cluster and its cloud add to objects by themselves, some time after somebody has written them. */
final class CloudControllers {
    private final ObjectStore store;
    private final LoadBalancers loadBalancers;
    private final AccountTokens tokens;
    private long seenWrites = -1;

    /** Those of one cluster. */
    CloudControllers(String cluster, ObjectStore store, MeshTrust trust) {
        this.store = store;
        loadBalancers = new LoadBalancers(cluster, store);
        tokens = new AccountTokens(store, trust.apiServer(cluster));
    }

    /** Does what is to be done at this time; costs next to nothing while no object changes. */
    synchronized void sync(Instant now) {
        long writes = store.writes();
        if (writes != seenWrites || loadBalancers.isWaiting()) {
            seenWrites = writes;
            loadBalancers.sync(now);
            tokens.sync(now);
        }
    }
}
