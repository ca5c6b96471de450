package dev.gangway.config.remote;

import static dev.gangway.config.remote.ServerClient.segment;

import dev.gangway.adapter.rest.EastWestGatewayView;
import dev.gangway.control.gateway.GatewayState;
import dev.gangway.control.gateway.Gateways;
import dev.gangway.domain.traffic.ClusterName;
import java.util.Map;

/** East-west gateways that a server looks at and makes. */
public final class RemoteGateways implements Gateways {
    private final ServerClient server;

    /** Asks this server. */
    public RemoteGateways(ServerClient server) {
        this.server = server;
    }

    @Override
    public GatewayState look(ClusterName cluster) {
        return server.get(path(cluster), EastWestGatewayView.class).state();
    }

    @Override
    public GatewayState make(ClusterName cluster) {
        return server.send("PUT", path(cluster), Map.of(), EastWestGatewayView.class)
                .state();
    }

    private static String path(ClusterName cluster) {
        return "/api/v1/clusters/%s/gateway".formatted(segment(cluster.value()));
    }
}
