package dev.gangway.adapter.cluster.preflight;

import dev.gangway.domain.traffic.ServiceRef;
import java.util.Optional;

/** Whether the service has clients that no route of the mesh is for: from outside, by a load balancer or by the nodes' ports. */
final class ServiceTypeCheck implements SetupCheck.OfSide {
    @Override
    public String id() {
        return "service-type";
    }

    @Override
    public Optional<Outcome> look(Sides sides, Side side) {
        return Outcome.ofAny(
                side.service().service().map(found -> found.flatMap(service -> look(sides.service(), side, service))));
    }

    /** A Service that can't be shifted at all is told by the checks of routes. */
    private static Optional<Outcome> look(ServiceRef name, Side side, KubernetesObject service) {
        String type = service.at("/spec/type").asText("ClusterIP");
        return switch (type) {
            case "ClusterIP" ->
                Optional.of(Outcome.pass("Service %s of cluster %s is a ClusterIP".formatted(name, side.name())));
            case "NodePort", "LoadBalancer" ->
                Optional.of(Outcome.warn(
                        "Service %s of cluster %s has spec.type %s".formatted(name, side.name(), type),
                        "clients from outside the mesh stay in cluster %s whatever the weights say; move them by their DNS"
                                .formatted(side.name())));
            default -> Optional.empty();
        };
    }
}
