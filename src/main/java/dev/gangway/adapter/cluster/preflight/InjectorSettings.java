package dev.gangway.adapter.cluster.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What the injector writes into pods: the ConfigMap {@code istio-sidecar-injector}, or {@code istio-sidecar-injector-<revision>}.
 *
 * @param source the ConfigMap in words
 * @param global its value {@code global}
 */
record InjectorSettings(String source, JsonNode global) {

    /** Empty where the key {@code values} can't be read. */
    static Optional<InjectorSettings> of(KubernetesObject configMap) {
        return YamlText.read(configMap.at("/data/values").asText())
                .map(values -> new InjectorSettings(configMap.words(), values.path("global")));
    }

    /** The network of the pods that it injects; empty = none is given. */
    String network() {
        return global.path("network").asText("");
    }

    /** The cluster's name as its proxies tell it; Istio takes {@code Kubernetes} where none is given. */
    String clusterName() {
        String name = global.path("multiCluster").path("clusterName").asText("");
        return name.isEmpty() ? "Kubernetes" : name;
    }

    /** Whether another cluster's istiod is in charge of this one. */
    boolean hasRemoteControlPlane() {
        return !global.path("remotePilotAddress").asText("").isEmpty();
    }
}
