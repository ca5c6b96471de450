package dev.gangway.adapter.cluster.enrolment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The routes of one cluster, as far as they pin a service: whether all that its clients' proxies send to it goes to subsets that
 * name a place. A subset that tells versions apart but not places spans both clusters, so it pins nothing.
 *
 * @param virtualServices all of the cluster
 * @param destinationRules all of the cluster
 */
record MeshRoutes(List<ObjectNode> virtualServices, List<ObjectNode> destinationRules) {
    /** No routes. */
    static final MeshRoutes NONE = new MeshRoutes(List.of(), List.of());

    private static final Set<String> PLACES = Set.of("topology.istio.io/network", "topology.istio.io/cluster");
    private static final List<String> PROTOCOLS = List.of("http", "tcp", "tls");

    MeshRoutes {
        virtualServices = List.copyOf(virtualServices);
        destinationRules = List.copyOf(destinationRules);
    }

    static MeshRoutes of(ClusterObjects objects) {
        return new MeshRoutes(
                objects.listAll(ObjectKind.VIRTUAL_SERVICE), objects.listAll(ObjectKind.DESTINATION_RULE));
    }

    /**
     * Whether there are routes for the service's host in the mesh, and every one of them, whichever a client may follow, sends
     * to nothing but subsets with a place.
     */
    boolean pin(ServiceRef service) {
        List<ObjectNode> routing = virtualServices.stream()
                .filter(MeshRoutes::isForMesh)
                .filter(routes -> names(routes.path("spec").path("hosts"), routes, service))
                .toList();
        Set<String> places = subsetsWithPlace(service);
        return !routing.isEmpty() && routing.stream().allMatch(routes -> sendsOnlyTo(places, routes, service));
    }

    private static boolean sendsOnlyTo(Set<String> subsets, JsonNode routes, ServiceRef service) {
        List<String> sentTo = new ArrayList<>();
        for (String protocol : PROTOCOLS) {
            for (JsonNode rule : routes.path("spec").path(protocol)) {
                if (rule.has("delegate")) {
                    return false;
                }
                for (JsonNode route : rule.path("route")) {
                    JsonNode destination = route.path("destination");
                    if (means(destination.path("host").asText(), routes, service)) {
                        sentTo.add(destination.path("subset").asText());
                    }
                }
            }
        }
        return !sentTo.isEmpty() && subsets.containsAll(sentTo);
    }

    /** A name that one rule defines with a place and another without one is none of them. */
    private Set<String> subsetsWithPlace(ServiceRef service) {
        Set<String> with = new HashSet<>();
        Set<String> without = new HashSet<>();
        for (ObjectNode rule : destinationRules) {
            if (means(rule.path("spec").path("host").asText(), rule, service)) {
                for (JsonNode subset : rule.path("spec").path("subsets")) {
                    boolean placed = PLACES.stream().anyMatch(subset.path("labels")::has);
                    (placed ? with : without).add(subset.path("name").asText());
                }
            }
        }
        with.removeAll(without);
        return with;
    }

    private static boolean isForMesh(JsonNode routes) {
        JsonNode gateways = routes.path("spec").path("gateways");
        for (JsonNode gateway : gateways) {
            if (gateway.asText().equals("mesh")) {
                return true;
            }
        }
        return gateways.isEmpty();
    }

    private static boolean names(JsonNode hosts, JsonNode object, ServiceRef service) {
        for (JsonNode host : hosts) {
            if (means(host.asText(), object, service)) {
                return true;
            }
        }
        return false;
    }

    /** Istio completes a host without a dot with the namespace of the object that it stands in. */
    private static boolean means(String host, JsonNode object, ServiceRef service) {
        boolean here = object.at("/metadata/namespace").asText().equals(service.namespace());
        return host.equals(service.host())
                || host.equals(service.name() + "." + service.namespace() + ".svc")
                || host.equals(service.name() + "." + service.namespace())
                || (here && host.equals(service.name()));
    }
}
