package dev.gangway.adapter.istio.decommission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.control.decommission.Finding;
import dev.gangway.control.decommission.Finding.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The objects of a cluster that let requests from outside of the mesh in. Pure.
 *
 * @param ingresses all of it
 * @param gateways Istio's, all of it
 * @param services all of it
 */
record WaysIn(List<ObjectNode> ingresses, List<ObjectNode> gateways, List<ObjectNode> services) {
    private static final String DNS = "external-dns.alpha.kubernetes.io/hostname";
    private static final String NETWORK = "topology.istio.io/network";
    private static final Set<Integer> EAST_WEST = Set.of(15021, 15443, 15012, 15017, 15008);
    private static final int EAST_WEST_PORT = 15443;
    private static final String TODO =
            "point its names at the cluster that takes over, wait until nobody asks for the old addresses, and delete it";

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        ingresses.forEach(
                ingress -> add(findings, "Ingress", ingress, Optional.of("takes requests for " + hosts(ingress))));
        gateways.forEach(gateway -> add(findings, "Gateway", gateway, opened(gateway)));
        services.forEach(service -> add(findings, "Service", service, exposed(service)));
        return findings;
    }

    private static void add(List<Finding> findings, String kind, ObjectNode object, Optional<String> seen) {
        String names = object.path("metadata").path("annotations").path(DNS).asText("");
        List<String> words = new ArrayList<>();
        seen.ifPresent(words::add);
        if (!names.isEmpty()) {
            words.add("external-dns gives it the names " + names);
        }
        if (!words.isEmpty()) {
            String name = object.at("/metadata/namespace").asText() + "/"
                    + object.at("/metadata/name").asText();
            findings.add(new Finding(Kind.INGRESS, kind + " " + name, String.join("; ", words), TODO));
        }
    }

    private static Set<String> hosts(ObjectNode ingress) {
        Set<String> hosts = new LinkedHashSet<>();
        ingress.path("spec")
                .path("rules")
                .forEach(rule -> hosts.add(rule.path("host").asText("*")));
        if (hosts.isEmpty()) {
            hosts.add("*");
        }
        return hosts;
    }

    /** What passes through by the name of a service in the mesh is no way in from outside. */
    private static Optional<String> opened(ObjectNode gateway) {
        Set<String> hosts = new LinkedHashSet<>();
        for (JsonNode server : gateway.path("spec").path("servers")) {
            if (!server.path("tls").path("mode").asText().equals("AUTO_PASSTHROUGH")) {
                server.path("hosts").forEach(host -> hosts.add(host.asText()));
            }
        }
        return hosts.isEmpty() ? Optional.empty() : Optional.of("takes requests for " + hosts);
    }

    private static Optional<String> exposed(ObjectNode service) {
        String type = service.path("spec").path("type").asText();
        boolean exposes = type.equals("LoadBalancer") || type.equals("NodePort");
        if (!exposes || isEastWest(service)) {
            return Optional.empty();
        }
        Set<String> addresses = new LinkedHashSet<>();
        service.at("/status/loadBalancer/ingress")
                .forEach(entry -> addresses.add(
                        entry.path("ip").asText(entry.path("hostname").asText(""))));
        return Optional.of("is of type " + type + (addresses.isEmpty() ? "" : " at " + addresses));
    }

    /** Whether it is nothing but an east-west gateway's: what goes through that is told by its metrics. */
    private static boolean isEastWest(ObjectNode service) {
        Set<Integer> ports = new LinkedHashSet<>();
        service.path("spec")
                .path("ports")
                .forEach(port -> ports.add(port.path("port").asInt()));
        return service.path("metadata").path("labels").has(NETWORK)
                && ports.contains(EAST_WEST_PORT)
                && EAST_WEST.containsAll(ports);
    }
}
