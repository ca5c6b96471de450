package dev.gangway.adapter.cluster.preflight;

import java.util.Optional;

/** Whether somebody is there behind the gateway, and not one pod alone whose restart would cut everything. */
final class GatewayReadinessCheck implements SetupCheck.OfSide {
    private static final int ENOUGH = 2;

    @Override
    public String id() {
        return "east-west-gateway-ready";
    }

    @Override
    public Optional<Outcome> look(Sides sides, Side side) {
        return sides.shareNetwork()
                ? Optional.empty()
                : Outcome.ofAny(side.cluster()
                        .ownGateways()
                        .map(gateways -> Outcome.all(gateways.stream()
                                .map(gateway -> Outcome.of(gateway.slices()
                                        .map(slices -> look(side, gateway, EastWestGateway.ready(slices)))))
                                .toList())));
    }

    private static Outcome look(Side side, EastWestGateway gateway, int ready) {
        String seen = "%s of cluster %s has %d ready %s"
                .formatted(gateway.service().words(), side.name(), ready, ready == 1 ? "endpoint" : "endpoints");
        if (ready >= ENOUGH) {
            return Outcome.pass(seen);
        }
        return ready == 0
                ? Outcome.fail(
                        seen,
                        "see why its pods are not ready: kubectl --context %s -n %s get pods"
                                .formatted(side.name(), gateway.service().namespace()))
                : Outcome.warn(
                        seen + ": a restart of it cuts all that comes from the other network", "run two at least");
    }
}
