package dev.gangway.adapter.cluster.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a policy lets the service's pods refuse mutual TLS: what comes through a gateway between networks is nothing else. */
final class PeerAuthenticationCheck implements SetupCheck.OfSide {
    @Override
    public String id() {
        return "peer-authentication";
    }

    @Override
    public Optional<Outcome> look(Sides sides, Side side) {
        return Outcome.ofAny(side.namespace()
                .policies()
                .with(side.cluster().root().policies(), PeerAuthentications::new)
                .flatMap(policies -> side.service()
                        .service()
                        .with(
                                side.service().pods(),
                                (service, pods) -> service.map(found -> look(sides, side, policies, pods, found)))));
    }

    private static Outcome look(
            Sides sides, Side side, PeerAuthentications policies, List<Pod> pods, KubernetesObject service) {
        for (Pod pod : pods) {
            Optional<KubernetesObject> disabling = policies.disabling(pod, ports(service, pod));
            if (disabling.isPresent()) {
                return Outcome.fail(
                        "%s of cluster %s has spec.mtls.mode DISABLE, or so for a port, and is for pods of %s, such as %s"
                                .formatted(disabling.get().words(), side.name(), sides.service(), pod.name()),
                        "set it to PERMISSIVE, which takes both, or to STRICT");
            }
        }
        return Outcome.pass("no PeerAuthentication of cluster %s keeps mutual TLS from pods of %s"
                .formatted(side.name(), sides.service()));
    }

    /** The pod's own ports behind the Service's, which is what policies name. */
    private static List<Integer> ports(KubernetesObject service, Pod pod) {
        List<Integer> ports = new ArrayList<>();
        for (JsonNode port : service.at("/spec/ports")) {
            JsonNode target = port.path("targetPort");
            ports.add(
                    target.isTextual()
                            ? pod.ports().getOrDefault(target.asText(), 0)
                            : target.asInt(port.path("port").asInt()));
        }
        return ports;
    }
}
