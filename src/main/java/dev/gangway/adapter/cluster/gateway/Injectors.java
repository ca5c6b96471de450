package dev.gangway.adapter.cluster.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The injectors of a cluster, one of which must make a proxy of a gateway's pod.
 *
 * @param configurations its MutatingWebhookConfigurations, others' too
 */
record Injectors(List<ObjectNode> configurations) {
    /** The label by which a pod, or an object, says which istiod it is for. */
    static final String REVISION = "istio.io/rev";

    private static final String TAG = "istio.io/tag";
    /** What the names of Istio's injecting webhooks end with. */
    private static final String WEBHOOK = "sidecar-injector.istio.io";

    private static final String DEFAULT = "default";
    private static final String CONFIG_MAP = "istio-sidecar-injector";

    /**
     * An injector that answers for a pod.
     *
     * @param revision what the pod must be labelled with for that; empty = nothing
     * @param configMap where its templates are, unless its istiod is in another cluster
     */
    record Injector(Optional<String> revision, String configMap) {}

    /** Those that would answer for the pod: one without a label of a revision if any, else each with its own. */
    List<Injector> of(Map<String, String> namespace, Map<String, String> pod) {
        Optional<Injector> unlabelled = configurations.stream()
                .filter(configuration -> answers(configuration, namespace, pod))
                .findFirst()
                .map(configuration -> new Injector(Optional.empty(), configMap(configuration)));
        if (unlabelled.isPresent()) {
            return List.of(unlabelled.get());
        }
        Map<String, Injector> labelled = new TreeMap<>();
        for (ObjectNode configuration : configurations) {
            String revision = revision(configuration);
            Map<String, String> labels = new HashMap<>(pod);
            labels.put(REVISION, revision);
            if (!revision.isEmpty() && answers(configuration, namespace, labels)) {
                labelled.putIfAbsent(revision, new Injector(Optional.of(revision), configMap(configuration)));
            }
        }
        return List.copyOf(labelled.values());
    }

    /** Where the templates of Istio's injectors are, unless their istiod is in another cluster. */
    Set<String> configMaps() {
        return configurations.stream()
                .filter(Injectors::isIstios)
                .map(Injectors::configMap)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isIstios(ObjectNode configuration) {
        for (JsonNode webhook : configuration.path("webhooks")) {
            if (webhook.path("name").asText().endsWith(WEBHOOK)) {
                return true;
            }
        }
        return false;
    }

    private static boolean answers(ObjectNode configuration, Map<String, String> namespace, Map<String, String> pod) {
        for (JsonNode webhook : configuration.path("webhooks")) {
            if (webhook.path("name").asText().endsWith(WEBHOOK)
                    && new LabelSelector(webhook.path("namespaceSelector")).matches(namespace)
                    && new LabelSelector(webhook.path("objectSelector")).matches(pod)) {
                return true;
            }
        }
        return false;
    }

    /** A tag goes before the revision that it stands for. */
    private static String revision(ObjectNode configuration) {
        JsonNode labels = configuration.path("metadata").path("labels");
        return labels.path(TAG).asText(labels.path(REVISION).asText(""));
    }

    private static String configMap(ObjectNode configuration) {
        String revision =
                configuration.path("metadata").path("labels").path(REVISION).asText(DEFAULT);
        return Set.of(DEFAULT, "").contains(revision) ? CONFIG_MAP : CONFIG_MAP + "-" + revision;
    }
}
