package dev.gangway.adapter.cluster.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether the east-west gateway lets the service's traffic through: a Gateway with a server AUTO_PASSTHROUGH for the service's host,
 * for pods that are there and ready. Without it the connection is reset ({@code NR filter_chain_not_found} in the gateway's log). A
 * Gateway of the Gateway API does the same, for all services, with a TLS listener that is labelled with the network.
 */
final class GatewayDefinitionCheck implements SetupCheck.OfSide {
    @Override
    public String id() {
        return "gateway-definition";
    }

    @Override
    public Optional<Outcome> look(Sides sides, Side side) {
        return sides.shareNetwork()
                ? Optional.empty()
                : Outcome.ofAny(side.cluster()
                        .ownGateways()
                        .map(gateways -> Outcome.all(gateways.stream()
                                .map(gateway -> Outcome.of(look(sides.service(), side, gateway)))
                                .toList())));
    }

    private static Reading<Outcome> look(ServiceRef service, Side side, EastWestGateway gateway) {
        ClusterFacts cluster = side.cluster();
        return cluster.definitions()
                .with(cluster.apiGateways(), GatewayDefinitionCheck::both)
                .flatMap(found -> gateway.pods().map(pods -> look(service, side, gateway, pods, found)));
    }

    private record Found(List<PassthroughServer> servers, Optional<KubernetesObject> apiGateway) {}

    private static Found both(List<KubernetesObject> definitions, List<KubernetesObject> apiGateways) {
        return new Found(
                PassthroughServer.all(definitions),
                apiGateways.stream()
                        .filter(GatewayDefinitionCheck::passesThrough)
                        .findFirst());
    }

    private static Outcome look(ServiceRef service, Side side, EastWestGateway gateway, List<Pod> pods, Found found) {
        if (found.apiGateway().isPresent()) {
            return Outcome.pass("%s of cluster %s passes the mesh's traffic through"
                    .formatted(found.apiGateway().get().words(), side.name()));
        }
        List<PassthroughServer> servers = found.servers().stream()
                .filter(server -> server.port() == gateway.meshPort())
                .toList();
        if (servers.isEmpty()) {
            return Outcome.fail(
                    "cluster %s has no Gateway with a server of port %d and tls.mode AUTO_PASSTHROUGH"
                            .formatted(side.name(), gateway.meshPort()),
                    "apply Istio's samples/multicluster/expose-services.yaml there, or let gangway gateway --cluster %s --make do it"
                            .formatted(side.name()));
        }
        List<PassthroughServer> covering =
                servers.stream().filter(server -> server.covers(service.host())).toList();
        if (covering.isEmpty()) {
            return Outcome.fail(
                    "%s of cluster %s has spec.servers.hosts that do not cover %s"
                            .formatted(words(servers), side.name(), service.host()),
                    "add *.local, or that host, to the hosts of its server with AUTO_PASSTHROUGH");
        }
        return selectsOneOf(covering, pods)
                ? Outcome.pass(
                        "%s of cluster %s lets %s through".formatted(words(covering), side.name(), service.host()))
                : Outcome.fail(
                        "%s of cluster %s selects no ready pod of %s: spec.selector is %s"
                                .formatted(
                                        words(covering),
                                        side.name(),
                                        gateway.service().words(),
                                        covering.get(0).selector()),
                        "give spec.selector labels of the east-west gateway's pods, such as istio: eastwestgateway");
    }

    /** That none is ready is told by another check, and no reason to doubt the selector. */
    private static boolean selectsOneOf(List<PassthroughServer> servers, List<Pod> pods) {
        boolean someAreReady = pods.stream().anyMatch(Pod::ready);
        return pods.stream().filter(pod -> pod.ready() || !someAreReady).anyMatch(pod -> servers.stream()
                .anyMatch(server -> server.selects(pod)));
    }

    private static String words(List<PassthroughServer> servers) {
        return servers.stream().map(PassthroughServer::gateway).distinct().collect(Collectors.joining(", "));
    }

    /** As Istio takes such a Gateway for AUTO_PASSTHROUGH. */
    private static boolean passesThrough(KubernetesObject apiGateway) {
        for (JsonNode listener : apiGateway.at("/spec/listeners")) {
            if (listener.path("protocol").asText().equals("TLS")
                    && listener.path("tls").path("mode").asText().equals("Passthrough")) {
                return true;
            }
        }
        return false;
    }
}
