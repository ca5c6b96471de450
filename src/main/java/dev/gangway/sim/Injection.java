package dev.gangway.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Which new pods get a sidecar, by the rules of Istio's webhooks: {@code istio-injection} of the namespace goes before its {@code
 * istio.io/rev}, that before the pod's own labels; without an injector for the revision a pod starts as it is, and nobody says so.
 *
 * @param network of the cluster's pods
 * @param injectors the MutatingWebhookConfigurations that stand
 */
record Injection(String network, List<ObjectNode> injectors) {
    static final String REVISION = "istio.io/rev";
    static final String STATUS = "sidecar.istio.io/status";
    private static final String TAG = "istio.io/tag";
    private static final String NAMESPACE_LABEL = "istio-injection";
    private static final String POD_LABEL = "sidecar.istio.io/inject";
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
        ObjectNode labels = pod.withObject("/metadata/labels");
        labels.put("security.istio.io/tlsMode", "istio");
        labels.put(
                "service.istio.io/canonical-name",
                labels.path("app").asText(pod.path("metadata").path("name").asText()));
        labels.put(REVISION, revision);
        labels.put(Topology.NETWORK_LABEL, network);
        ObjectNode status = JSON.createObjectNode();
        status.putArray("initContainers").add("istio-init");
        status.putArray("containers").add("istio-proxy");
        status.put("revision", revision);
        pod.withObject("/metadata/annotations").put(REVISION, revision).put(STATUS, status.toString());
        pod.withObject("/spec")
                .withArrayProperty("containers")
                .addObject()
                .put("name", "istio-proxy")
                .put("image", "istio/proxyv2");
    }
}
