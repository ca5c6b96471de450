package dev.gangway.adapter.cluster.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.cluster.ClusterObjects;
import dev.gangway.adapter.cluster.Member;
import dev.gangway.adapter.cluster.ServedKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was read of a cluster at one time.
 *
 * @param namespace the root namespace; empty = there is none
 * @param standing the objects of a gateway's names that stand, by kind
 * @param gateways Istio's Gateways of all namespaces
 * @param services those that lead into the cluster's network
 * @param injectors its MutatingWebhookConfigurations
 * @param templates the ConfigMaps of injectors in the root namespace, by name
 */
record GatewayView(
        Optional<ObjectNode> namespace,
        Map<ServedKind, ObjectNode> standing,
        List<ObjectNode> gateways,
        List<ObjectNode> services,
        Injectors injectors,
        Map<String, ObjectNode> templates) {

    GatewayView {
        standing = Map.copyOf(standing);
        gateways = List.copyOf(gateways);
        services = List.copyOf(services);
        templates = Map.copyOf(templates);
    }

    /** Throws KubernetesClientException. */
    static GatewayView read(Member cluster, ClusterObjects objects, GatewayDefinition wanted) {
        Map<ServedKind, ObjectNode> standing = new LinkedHashMap<>();
        for (ObjectNode object : wanted.objects()) {
            ServedKind kind = GatewayDefinition.kind(object);
            objects.get(
                            kind,
                            cluster.rootNamespace(),
                            object.at("/metadata/name").asText())
                    .ifPresent(found -> standing.put(kind, found));
        }
        Map<String, ObjectNode> templates = new LinkedHashMap<>();
        List<ObjectNode> configurations = objects.list(ServedKind.MUTATING_WEBHOOK);
        Injectors injectors = new Injectors(configurations);
        for (String configMap : injectors.configMaps()) {
            objects.get(ServedKind.CONFIG_MAP, cluster.rootNamespace(), configMap)
                    .ifPresent(found -> templates.put(configMap, found));
        }
        return new GatewayView(
                objects.get(ServedKind.NAMESPACE, "", cluster.rootNamespace()),
                standing,
                objects.list(ServedKind.GATEWAY),
                objects.list(ServedKind.SERVICE, Map.of(GatewayDefinition.NETWORK_LABEL, cluster.network())),
                injectors,
                templates);
    }
}
