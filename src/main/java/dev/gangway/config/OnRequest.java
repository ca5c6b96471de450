package dev.gangway.config;

import dev.gangway.adapter.cluster.gateway.EastWestGateways;
import dev.gangway.control.gateway.Gateways;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What Gangway does with clusters when somebody asks for it, and never by itself. */
@Singleton
class OnRequest {
    private final Gangway gangway;

    OnRequest(Gangway gangway) {
        this.gangway = gangway;
    }

    @Produces
    @Singleton
    Gateways gateways() {
        return new EastWestGateways(gangway.registry());
    }
}
