package dev.gangway.adapter.cluster.gateway;

import dev.gangway.adapter.cluster.Member;
import dev.gangway.adapter.cluster.ServedKind;
import dev.gangway.control.gateway.GatewayState.Part;
import dev.gangway.control.gateway.GatewayState.Standing;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says what a gateway lacks before it serves, the first thing first.
 *
 * @param cluster whose
 * @param parts its objects
 * @param addresses where it is reached
 */
record Lack(Member cluster, List<Part> parts, List<String> addresses) {
    private static final String SERVICE = ServedKind.SERVICE.title();

    /** Of a gateway that somebody else has made; all that Gangway can see of it is its Service. */
    Optional<String> ofOthers(String service) {
        return addresses.isEmpty()
                ? Optional.of(
                        ("Service %s is the gateway of network %s, is not Gangway's, and has no address: see why its cloud"
                                        + " gives it none, or delete it to have one made")
                                .formatted(service, cluster.network()))
                : Optional.empty();
    }

    /** Of one that Gangway makes. */
    Optional<String> ofOurs(Readiness readiness) {
        String unmade = parts.stream()
                .filter(part -> !part.kind().equals(SERVICE) && isToBeWritten(part))
                .map(part -> part.kind() + " " + part.name())
                .collect(Collectors.joining(", "));
        if (!unmade.isEmpty()) {
            return Optional.of(
                    unmade + " must be made or mended: gangway gateway --cluster " + cluster.name() + " --make");
        }
        if (!readiness.isSelected()) {
            return Optional.of("Deployment %s/%s is not Gangway's, and its pods lack the labels %s"
                    .formatted(cluster.rootNamespace(), GatewayDefinition.NAME, GatewayDefinition.POD_LABELS));
        }
        if (!readiness.isReady()) {
            return Optional.of("%s: kubectl --context %s -n %s describe pods -l istio=eastwestgateway"
                    .formatted(readiness.words(), cluster.name(), cluster.rootNamespace()));
        }
        Part service = parts.get(parts.size() - 1);
        if (isToBeWritten(service)) {
            return Optional.of(
                    "the pods are ready, and Service %s must be made or mended: gangway gateway --cluster %s --make"
                            .formatted(service.name(), cluster.name()));
        }
        return addresses.isEmpty()
                ? Optional.of("Service %s has no address yet: kubectl --context %s -n %s describe service %s"
                        .formatted(service.name(), cluster.name(), cluster.rootNamespace(), GatewayDefinition.NAME))
                : Optional.empty();
    }

    private static boolean isToBeWritten(Part part) {
        return part.standing() == Standing.MISSING || part.standing() == Standing.DIFFERS;
    }
}
