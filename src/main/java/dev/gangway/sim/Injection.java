package dev.gangway.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which new pods get a sidecar, by the rules of Istio's webhooks: {@code istio-injection} of the namespace goes before its {@code
 * istio.io/rev}, that before the pod's own labels; without an injector for the revision a pod starts as it is, and nobody says so.
 *
 * @param values what the injector writes into pods
 * @param injectors the MutatingWebhookConfigurations that stand
 */
record Injection(InjectorValues values, List<ObjectNode> injectors) {
    static final String REVISION = "istio.io/rev";
    static final String STATUS = "sidecar.istio.io/status";
    private static final String TAG = "istio.io/tag";
    private static final String NAMESPACE_LABEL = "istio-injection";
    private static final String POD_LABEL = "sidecar.istio.io/inject";
    private static final String TEMPLATES = "inject.istio.io/templates";
    private static final String PROXY = "istio-proxy";
    private static final String DEFAULT = "default";
    private static final ObjectMapper JSON = new ObjectMapper();

    Injection {
        injectors = List.copyOf(injectors);
    }

    /** Gives the pod its sidecar, if it is to have one. */
    void apply(ObjectNode pod, JsonNode namespaceLabels) {
        if (pod.path("spec").path("hostNetwork").asBoolean()) {
            return;
        }
        wanted(namespaceLabels, pod.path("metadata").path("labels"))
                .flatMap(this::revision)
                .ifPresent(revision -> inject(pod, revision));
    }

    private static Optional<String> wanted(JsonNode namespace, JsonNode pod) {
        boolean refused = pod.path(POD_LABEL).asText().equals("false");
        if (refused || namespace.path(NAMESPACE_LABEL).asText().equals("disabled")) {
            return Optional.empty();
        }
        if (namespace.path(NAMESPACE_LABEL).asText().equals("enabled")) {
            return Optional.of(DEFAULT);
        }
        if (namespace.has(REVISION)) {
            return Optional.of(namespace.path(REVISION).asText());
        }
        if (pod.has(REVISION)) {
            return Optional.of(pod.path(REVISION).asText());
        }
        return pod.path(POD_LABEL).asText().equals("true") ? Optional.of(DEFAULT) : Optional.empty();
    }

    /** The revision behind a revision or a tag; empty = no injector answers to it. */
    private Optional<String> revision(String wanted) {
        return injectors.stream()
                .map(injector -> injector.path("metadata").path("labels"))
                .filter(labels -> wanted.equals(
                        labels.path(labels.has(TAG) ? TAG : REVISION).asText()))
                .map(labels -> labels.path(REVISION).asText())
                .findFirst();
    }

    private void inject(ObjectNode pod, String revision) {
        ObjectNode metadata = pod.withObject("/metadata");
        boolean gateway = metadata.path("annotations").path(TEMPLATES).asText().equals("gateway");
        ObjectNode labels = metadata.withObject("/labels");
        if (!gateway) {
            labels.put("security.istio.io/tlsMode", "istio");
        }
        labels.put(
                "service.istio.io/canonical-name",
                labels.path("app").asText(metadata.path("name").asText()));
        labels.put(REVISION, revision);
        labels.put(Topology.NETWORK_LABEL, values.network());
        ObjectNode status = JSON.createObjectNode();
        if (!gateway) {
            status.putArray("initContainers").add("istio-init");
        }
        status.putArray("containers").add(PROXY);
        status.put("revision", revision);
        metadata.withObject("/annotations").put(REVISION, revision).put(STATUS, status.toString());
        ObjectNode container = proxy(pod.withObject("/spec").withArrayProperty("containers"));
        container.put("image", values.image());
        ArrayNode environment = container.withArrayProperty("env");
        new TreeMap<>(values.environment())
                .forEach((name, value) ->
                        environment.addObject().put("name", name).put("value", value));
    }

    /** The one that a gateway's template has, with settings of its own, or a new one. */
    private static ObjectNode proxy(ArrayNode containers) {
        for (JsonNode container : containers) {
            if (container.path("name").asText().equals(PROXY)) {
                return (ObjectNode) container;
            }
        }
        return containers.addObject().put("name", PROXY);
    }
}
