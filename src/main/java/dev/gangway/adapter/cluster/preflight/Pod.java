package dev.gangway.adapter.cluster.preflight;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What matters of a pod; the whole is large, and there are many.
 *
 * @param ready as its condition says
 * @param proxy Istio's proxy in it; empty = there is none
 * @param ports the numbers of its named ports
 */
record Pod(String name, Map<String, String> labels, boolean ready, Optional<Proxy> proxy, Map<String, Integer> ports) {
    private static final String PROXY = "istio-proxy";
    private static final String STATUS = "sidecar.istio.io/status";
    private static final String REVISION = "istio.io/rev";

    /**
     * Istio's proxy.
     *
     * @param revision of the istiod that has injected it
     * @param networkView the network whose endpoints alone it is told of; empty = all
     */
    record Proxy(String revision, Optional<String> networkView) {}

    /** Needs all parts. */
    Pod {
        requireNonNull(name, "name");
        labels = Map.copyOf(labels);
        ports = Map.copyOf(ports);
    }

    static Pod of(KubernetesObject object) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (JsonNode container : object.at("/spec/containers")) {
            for (JsonNode port : container.path("ports")) {
                ports.put(port.path("name").asText(), port.path("containerPort").asInt());
            }
        }
        return new Pod(object.name(), object.labels(), isReady(object), proxy(object), ports);
    }

    /** Whether it runs, or is to: neither ended nor being deleted. */
    static boolean isLive(KubernetesObject object) {
        String phase = object.at("/status/phase").asText();
        return object.at("/metadata/deletionTimestamp").isMissingNode()
                && !phase.equals("Succeeded")
                && !phase.equals("Failed");
    }

    Optional<String> label(String key) {
        return Optional.ofNullable(labels.get(key));
    }

    /** Whether a selector is for it; one without labels is for every pod. */
    boolean isSelectedBy(Map<String, String> selector) {
        return labels.entrySet().containsAll(selector.entrySet());
    }

    private static boolean isReady(KubernetesObject object) {
        for (JsonNode condition : object.at("/status/conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }

    /** Beside the containers, or before them as a native sidecar. */
    private static Optional<Proxy> proxy(KubernetesObject object) {
        for (String containers : new String[] {"/spec/containers", "/spec/initContainers"}) {
            for (JsonNode container : object.at(containers)) {
                if (container.path("name").asText().equals(PROXY)) {
                    return Optional.of(new Proxy(revision(object), networkView(container)));
                }
            }
        }
        return Optional.empty();
    }

    /** Istio writes it into its status annotation; pods of old versions have it in a label. */
    private static String revision(KubernetesObject object) {
        return object.annotation(STATUS)
                .flatMap(YamlText::read)
                .map(status -> status.path("revision").asText(""))
                .filter(revision -> !revision.isEmpty())
                .or(() -> object.label(REVISION))
                .orElse("default");
    }

    private static Optional<String> networkView(JsonNode container) {
        for (JsonNode variable : container.path("env")) {
            if (variable.path("name").asText().equals("ISTIO_META_REQUESTED_NETWORK_VIEW")) {
                return Optional.of(variable.path("value").asText(""));
            }
        }
        return Optional.empty();
    }
}
