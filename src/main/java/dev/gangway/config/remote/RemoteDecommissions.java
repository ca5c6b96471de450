package dev.gangway.config.remote;

import static dev.gangway.config.remote.ServerClient.segment;

import dev.gangway.adapter.rest.DecommissionView;
import dev.gangway.control.decommission.DecommissionReport;
import dev.gangway.control.decommission.Decommissions;
import dev.gangway.domain.traffic.ClusterName;

/** Reports that a server makes. */
public final class RemoteDecommissions implements Decommissions {
    private final ServerClient server;

    /** Asks this server. */
    public RemoteDecommissions(ServerClient server) {
        this.server = server;
    }

    @Override
    public DecommissionReport report(ClusterName cluster, int days) {
        return server.get(
                        "/api/v1/clusters/%s/decommission-report?days=%d".formatted(segment(cluster.value()), days),
                        DecommissionView.class)
                .report();
    }
}
