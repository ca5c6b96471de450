package dev.gangway.adapter.cluster.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What istiod is told of the mesh: the ConfigMap {@code istio}, or {@code istio-<revision>}.
 *
 * @param source the ConfigMap in words
 * @param mesh its key {@code mesh}
 * @param networks its key {@code meshNetworks}
 */
record MeshSettings(String source, JsonNode mesh, JsonNode networks) {
    private static final String DEFAULT_DOMAIN = "cluster.local";

    /** Empty where the key {@code mesh} can't be read. */
    static Optional<MeshSettings> of(KubernetesObject configMap) {
        Optional<JsonNode> networks =
                YamlText.read(configMap.at("/data/meshNetworks").asText());
        return YamlText.read(configMap.at("/data/mesh").asText())
                .map(mesh -> new MeshSettings(
                        configMap.words(), mesh, networks.orElse(mesh).path("networks")));
    }

    /** Istio takes {@code cluster.local} where none is given. */
    String trustDomain() {
        return mesh.path("trustDomain").asText(DEFAULT_DOMAIN);
    }

    List<String> trustDomainAliases() {
        return texts(mesh.path("trustDomainAliases"));
    }

    /** Istio takes the trust domain where none is given. */
    String meshId() {
        return mesh.path("defaultConfig").path("meshId").asText(trustDomain());
    }

    /** Hosts whose clients stay in their own cluster. */
    List<String> clusterLocalHosts() {
        List<String> hosts = new ArrayList<>();
        for (JsonNode setting : mesh.path("serviceSettings")) {
            if (setting.path("settings").path("clusterLocal").asBoolean()) {
                hosts.addAll(texts(setting.path("hosts")));
            }
        }
        return hosts;
    }

    /** Which namespaces istiod looks at: one of these must hold; none = at all. */
    List<JsonNode> discoverySelectors() {
        List<JsonNode> selectors = new ArrayList<>();
        mesh.path("discoverySelectors").forEach(selectors::add);
        return selectors;
    }

    /** Whether a gateway of a network is given by hand. */
    boolean namesGatewayOf(String network) {
        return !networks.path(network).path("gateways").isEmpty();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
