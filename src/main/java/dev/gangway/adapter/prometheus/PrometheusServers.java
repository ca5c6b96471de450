package dev.gangway.adapter.prometheus;

import java.util.Collection;

/** The servers to read now; they come and go with the clusters of the mesh. */
public interface PrometheusServers {

    /**
     * One server for each cluster that has clients. Those with the same address and headers (a shared Thanos) are queried
     * once, as one.
     */
    Collection<PrometheusServer> current();
}
