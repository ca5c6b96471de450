package dev.gangway.adapter.cluster.enrolment;

import dev.gangway.adapter.cluster.Member;
import dev.gangway.domain.traffic.ClusterName;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What another cluster has of a namespace.
 *
 * @param name which cluster
 * @param services the names of its Services there
 * @param enrolled whether pods of it have sidecars, or would get them
 * @param routes of the whole cluster; none where they do not matter
 */
record Neighbour(ClusterName name, Set<String> services, boolean enrolled, MeshRoutes routes) {
    private static final String TLS_MODE = "security.istio.io/tlsMode";

    Neighbour {
        services = Set.copyOf(services);
    }

    /** Throws KubernetesClientException. */
    static Neighbour read(Member member, String namespace) {
        ClusterObjects objects = new ClusterObjects(member);
        Set<String> services = objects.list(ObjectKind.SERVICE, namespace).stream()
                .map(service -> service.at("/metadata/name").asText())
                .collect(Collectors.toSet());
        if (services.isEmpty()) {
            return new Neighbour(member.name(), services, false, MeshRoutes.NONE);
        }
        boolean enrolled =
                objects.namespace(namespace).filter(NamespaceLabels::enrolled).isPresent()
                        || objects.hasPodWith(TLS_MODE, "istio", namespace);
        return new Neighbour(member.name(), services, enrolled, MeshRoutes.of(objects));
    }
}
