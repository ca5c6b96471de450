package dev.gangway.adapter.cluster;

import dev.gangway.domain.traffic.ClusterName;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.concurrent.ExecutorService;

/**
 * A cluster of the mesh that we have a client for. All of it is closed by the registry when it leaves.
 *
 * @param name its name, which is Istio's cluster id
 * @param network its pods' network
 * @param rootNamespace whose DestinationRules are for all namespaces
 * @param client to its API server
 * @param heartbeat whether its API server answers
 * @param watches looks after the watches of it
 * @param reads where calls to it are made by who must not wait for it: a few threads and a bounded queue. Throws
 *     RejectedExecutionException when that is full, as it is soon when the API server hangs, and when the cluster has left
 */
public record Member(
        ClusterName name,
        String network,
        String rootNamespace,
        KubernetesClient client,
        Heartbeat heartbeat,
        WatchKeeper watches,
        ExecutorService reads)
        implements AutoCloseable {
    @Override
    public void close() {
        heartbeat.close();
        watches.close();
        reads.shutdownNow();
        client.close();
    }
}
