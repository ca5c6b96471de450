package dev.gangway.adapter.cluster.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What others have already that an east-west gateway would clash with. */
final class OthersGateways {
    private static final String DOMAIN = ".local";
    /** Where a Service says that another port of it is that of its network. */
    private static final String PORT_LABEL = "networking.istio.io/gatewayPort";

    private OthersGateways() {}

    /**
     * The first Gateway beside the one at {@code own} whose AUTO_PASSTHROUGH would be on the same pods for the same hosts. Istio would
     * make each filter chain twice, and Envoy refuses the whole listener then (istio#42050).
     */
    static Optional<ObjectNode> clashing(List<ObjectNode> gateways, String own) {
        return gateways.stream()
                .filter(gateway ->
                        !name(gateway).equals(own) && selectsOurPods(gateway) && passesOurHosts(gateway, false))
                .findFirst();
    }

    /** Whether a Gateway lets in on our pods all that the one of ours would. */
    static boolean servesAsOurs(ObjectNode gateway) {
        return selectsOurPods(gateway) && passesOurHosts(gateway, true);
    }

    /** The Service that leads into the network beside the one at {@code own}: Istio finds it by label and port. */
    static Optional<ObjectNode> service(List<ObjectNode> services, String own) {
        return services.stream()
                .filter(service -> !(name(service).equals(own) && GatewayDefinition.isOurs(service)))
                .filter(OthersGateways::hasPort)
                .findFirst();
    }

    /** Where other clusters reach a Service: what its cloud gave it, and what it was given by hand. */
    static List<String> addresses(JsonNode service) {
        List<String> addresses = new ArrayList<>();
        service.at("/status/loadBalancer/ingress")
                .forEach(entry -> addresses.add(
                        entry.path("ip").asText(entry.path("hostname").asText(""))));
        service.at("/spec/externalIPs").forEach(address -> addresses.add(address.asText()));
        addresses.removeIf(String::isEmpty);
        return addresses;
    }

    static String name(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        return metadata.path("namespace").asText() + "/" + metadata.path("name").asText();
    }

    private static boolean hasPort(ObjectNode service) {
        String port =
                service.path("metadata").path("labels").path(PORT_LABEL).asText(String.valueOf(GatewayDefinition.PORT));
        for (JsonNode each : service.path("spec").path("ports")) {
            if (each.path("port").asText().equals(port)) {
                return true;
            }
        }
        return false;
    }

    private static boolean selectsOurPods(ObjectNode gateway) {
        for (Map.Entry<String, JsonNode> label :
                gateway.path("spec").path("selector").properties()) {
            if (!label.getValue().asText().equals(GatewayDefinition.POD_LABELS.get(label.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean passesOurHosts(ObjectNode gateway, boolean all) {
        for (JsonNode server : gateway.path("spec").path("servers")) {
            boolean passes = server.path("tls").path("mode").asText().equals("AUTO_PASSTHROUGH")
                    && server.path("port").path("number").asInt() == GatewayDefinition.PORT;
            if (passes && isForOurHosts(server.path("hosts"), all)) {
                return true;
            }
        }
        return false;
    }

    /** A host may be written with the namespace whose services it is for. */
    private static boolean isForOurHosts(JsonNode hosts, boolean all) {
        for (JsonNode host : hosts) {
            String namespace = host.asText().contains("/") ? host.asText().replaceFirst("/.*", "") : "*";
            String name = host.asText().replaceFirst(".*/", "");
            boolean covers = name.equals("*") || name.equals("*" + DOMAIN);
            if (all ? covers && namespace.equals("*") : covers || name.endsWith(DOMAIN)) {
                return true;
            }
        }
        return false;
    }
}
