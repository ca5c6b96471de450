package dev.gangway.adapter.cluster.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A server of a Gateway by which an east-west gateway lets the mesh's traffic through to the service that its server name says.
 *
 * @param gateway the Gateway in words
 * @param selector which pods it is for
 * @param hosts for which names
 */
record PassthroughServer(String gateway, Map<String, String> selector, int port, List<String> hosts) {

    /** Copies them. */
    PassthroughServer {
        selector = Map.copyOf(selector);
        hosts = List.copyOf(hosts);
    }

    /** Those of a Gateway whose {@code tls.mode} is AUTO_PASSTHROUGH. */
    static List<PassthroughServer> of(KubernetesObject gateway) {
        List<PassthroughServer> servers = new ArrayList<>();
        for (JsonNode server : gateway.at("/spec/servers")) {
            if (server.path("tls").path("mode").asText().equals("AUTO_PASSTHROUGH")) {
                List<String> hosts = new ArrayList<>();
                server.path("hosts").forEach(host -> hosts.add(withoutNamespace(host.asText())));
                servers.add(new PassthroughServer(
                        gateway.words(),
                        gateway.map("/spec/selector"),
                        server.path("port").path("number").asInt(),
                        hosts));
            }
        }
        return servers;
    }

    static List<PassthroughServer> all(List<KubernetesObject> gateways) {
        return gateways.stream().flatMap(gateway -> of(gateway).stream()).toList();
    }

    /** Whether it lets a service's traffic through. */
    boolean covers(String host) {
        return hosts.stream().anyMatch(pattern -> covers(pattern, host));
    }

    boolean selects(Pod pod) {
        return pod.isSelectedBy(selector);
    }

    /** Whether both let some service's traffic through at one port. */
    boolean overlaps(PassthroughServer other) {
        return port == other.port
                && hosts.stream().anyMatch(mine -> other.hosts.stream()
                        .anyMatch(theirs -> covers(mine, theirs) || covers(theirs, mine)));
    }

    /** Whether a host, or a wildcard such as {@code *.local}, stands for a name, or for all that another wildcard does. */
    static boolean covers(String pattern, String host) {
        return pattern.equals("*")
                || pattern.equals(host)
                || (pattern.startsWith("*.") && host.endsWith(pattern.substring(1)));
    }

    private static String withoutNamespace(String host) {
        return host.substring(host.indexOf('/') + 1);
    }
}
