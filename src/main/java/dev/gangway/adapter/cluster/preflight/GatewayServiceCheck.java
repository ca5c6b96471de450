package dev.gangway.adapter.cluster.preflight;

import java.util.List;
import java.util.Optional;

/**
 * Whether the other cluster is told of a gateway into this one's network. Istio takes a network without any gateway for one whose
 * pods can be reached directly, and sends to addresses that lead nowhere.
 */
final class GatewayServiceCheck implements SetupCheck.OfSide {
    @Override
    public String id() {
        return "east-west-gateway-service";
    }

    @Override
    public Optional<Outcome> look(Sides sides, Side side) {
        if (sides.shareNetwork()) {
            return Optional.empty();
        }
        return Optional.of(Outcome.of(side.cluster()
                .gateways()
                .with(sides.other(side).mesh(), (all, elsewhere) -> look(side, all, elsewhere))));
    }

    private static Outcome look(Side side, List<EastWestGateway> all, Optional<MeshSettings> elsewhere) {
        List<EastWestGateway> own = all.stream()
                .filter(gateway -> gateway.network().equals(side.network()))
                .toList();
        List<Outcome> flaws = own.stream()
                .filter(gateway -> gateway.flaw().isPresent())
                .map(gateway -> flawed(side, gateway))
                .toList();
        if (flaws.size() < own.size()) {
            return Outcome.pass(own.stream()
                    .filter(gateway -> gateway.flaw().isEmpty())
                    .map(gateway -> "%s of cluster %s leads to network %s: %s"
                            .formatted(
                                    gateway.service().words(),
                                    side.name(),
                                    side.network(),
                                    Outcome.names(gateway.addresses())))
                    .findFirst()
                    .orElse(""));
        }
        return elsewhere
                .filter(mesh -> mesh.namesGatewayOf(side.network()))
                .map(mesh -> byHand(side, mesh))
                .or(() -> Outcome.all(flaws))
                .orElseGet(() -> missing(side, all));
    }

    private static Outcome flawed(Side side, EastWestGateway gateway) {
        return Outcome.fail(
                "%s of cluster %s leads to network %s and %s"
                        .formatted(
                                gateway.service().words(),
                                side.name(),
                                side.network(),
                                gateway.flaw().orElse("")),
                gateway.hasMeshPort()
                        ? "see why its load balancer gives none: kubectl --context %s -n %s describe service %s"
                                .formatted(
                                        side.name(),
                                        gateway.service().namespace(),
                                        gateway.service().name())
                        : "add the port 15443, or name another with the label networking.istio.io/gatewayPort");
    }

    private static Outcome byHand(Side side, MeshSettings mesh) {
        return Outcome.warn(
                "no Service leads to network %s of cluster %s; %s has meshNetworks with a gateway for it"
                        .formatted(side.network(), side.name(), mesh.source()),
                "label the Service of the gateway %s=%s instead: with a gateway by its address failures are counted for no cluster"
                        .formatted(EastWestGateway.NETWORK, side.network()));
    }

    private static Outcome missing(Side side, List<EastWestGateway> all) {
        String others = all.isEmpty()
                ? "no Service of cluster %s has the label %s".formatted(side.name(), EastWestGateway.NETWORK)
                : "in cluster %s %s"
                        .formatted(
                                side.name(),
                                Outcome.names(all.stream()
                                        .map(gateway -> "%s has the label %s: %s"
                                                .formatted(
                                                        gateway.service().words(),
                                                        EastWestGateway.NETWORK,
                                                        gateway.network()))
                                        .toList()));
        return Outcome.fail(
                "%s, so nothing leads to its network %s".formatted(others, side.network()),
                "gangway gateway --cluster %s --make makes an east-west gateway".formatted(side.name()));
    }
}
