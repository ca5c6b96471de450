package dev.gangway.adapter.cluster.gateway;

import static dev.gangway.adapter.cluster.gateway.GatewayDefinition.NETWORK_LABEL;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.gangway.adapter.cluster.Member;
import dev.gangway.adapter.cluster.ServedKind;
import dev.gangway.adapter.cluster.gateway.Injectors.Injector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a gateway would break, or what would keep it from ever serving: looked for before anything is written.
 *
 * @param cluster whose
 * @param view what was read
 */
record Obstacles(Member cluster, GatewayView view) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String TEMPLATE = "gateway";

    /** The first of them, with the way out. */
    Optional<String> first() {
        return Stream.<Supplier<Optional<String>>>of(
                        this::ofNamespace,
                        this::ofService,
                        this::ofClashes,
                        this::ofForeignDefinition,
                        this::ofInjectors,
                        this::ofTemplates)
                .flatMap(obstacle -> obstacle.get().stream())
                .findFirst();
    }

    /** What its pods must be labelled with for an injector to make proxies of them; empty = nothing, or none would. */
    Optional<String> revision() {
        List<Injector> injectors = injectors();
        return injectors.size() == 1 ? injectors.get(0).revision() : Optional.empty();
    }

    private Optional<String> ofNamespace() {
        if (view.namespace().isEmpty()) {
            return Optional.of(
                    "there is no namespace %s in %s: install Istio there, or say in spec.rootNamespace of MeshCluster '%s'"
                                    .formatted(cluster.rootNamespace(), cluster.name(), cluster.name())
                            + " which is the mesh's");
        }
        String network = labels(view.namespace().get()).getOrDefault(NETWORK_LABEL, "");
        return network.isEmpty() || network.equals(cluster.network())
                ? Optional.empty()
                : Optional.of(
                        ("namespace %s of %s is labelled %s=%s, and MeshCluster '%s' says network %s: Istio would move all of"
                                        + " the cluster's endpoints to another network; correct the one that is wrong")
                                .formatted(
                                        cluster.rootNamespace(),
                                        cluster.name(),
                                        NETWORK_LABEL,
                                        network,
                                        cluster.name(),
                                        cluster.network()));
    }

    private Optional<String> ofService() {
        return Optional.ofNullable(view.standing().get(ServedKind.SERVICE))
                .filter(service -> !GatewayDefinition.isOurs(service))
                .map(service ->
                        ("Service %s of %s is not Gangway's, and does not lead into network %s: label it %s=%s with a port"
                                        + " %d if it is the gateway's, or give it another name")
                                .formatted(
                                        OthersGateways.name(service),
                                        cluster.name(),
                                        cluster.network(),
                                        NETWORK_LABEL,
                                        cluster.network(),
                                        GatewayDefinition.PORT));
    }

    private Optional<String> ofClashes() {
        return OthersGateways.clashing(view.gateways(), cluster.rootNamespace() + "/cross-network-gateway")
                .map(gateway ->
                        ("Gateway %s of %s has AUTO_PASSTHROUGH for the same hosts on pods with the same labels: another one would"
                                        + " break it, as Envoy refuses filter chains that are there twice; delete it, or narrow its selector")
                                .formatted(OthersGateways.name(gateway), cluster.name()));
    }

    private Optional<String> ofForeignDefinition() {
        return Optional.ofNullable(view.standing().get(ServedKind.GATEWAY))
                .filter(gateway -> !GatewayDefinition.isOurs(gateway) && !OthersGateways.servesAsOurs(gateway))
                .map(gateway ->
                        ("Gateway %s of %s is not Gangway's, and does not let in *.local on port %d of pods labelled"
                                        + " istio=eastwestgateway: correct it, or give it another name")
                                .formatted(OthersGateways.name(gateway), cluster.name(), GatewayDefinition.PORT));
    }

    private Optional<String> ofInjectors() {
        List<Injector> injectors = injectors();
        if (injectors.size() == 1) {
            return Optional.empty();
        }
        if (injectors.isEmpty()) {
            return Optional.of(("no injector of %s would make proxies of the gateway's pods: there is no"
                            + " MutatingWebhookConfiguration of Istio's for pods labelled sidecar.istio.io/inject=true in namespace %s,"
                            + " labelled %s; install istiod, or remove istio-injection from the namespace")
                    .formatted(
                            cluster.name(),
                            cluster.rootNamespace(),
                            view.namespace().map(Obstacles::labels).orElse(Map.of())));
        }
        return Optional.of(
                "%s has the revisions %s and no default one: say which with istioctl tag set default --revision ..."
                        .formatted(
                                cluster.name(),
                                injectors.stream()
                                        .flatMap(injector -> injector.revision().stream())
                                        .collect(Collectors.joining(", "))));
    }

    /** An istiod in another cluster has its templates there. */
    private Optional<String> ofTemplates() {
        return injectors().stream()
                .map(Injector::configMap)
                .filter(name -> view.templates().containsKey(name)
                        && lacksTemplate(view.templates().get(name)))
                .findFirst()
                .map(name ->
                        "the injector of %s has no template '%s': ConfigMap %s/%s lists others; take Istio's own templates back in"
                                .formatted(cluster.name(), TEMPLATE, cluster.rootNamespace(), name));
    }

    private List<Injector> injectors() {
        Map<String, String> namespace =
                new HashMap<>(view.namespace().map(Obstacles::labels).orElse(Map.of()));
        namespace.putIfAbsent("kubernetes.io/metadata.name", cluster.rootNamespace());
        Map<String, String> pod = new HashMap<>(GatewayDefinition.POD_LABELS);
        pod.put("sidecar.istio.io/inject", "true");
        return view.injectors().of(namespace, pod);
    }

    private static boolean lacksTemplate(ObjectNode configMap) {
        try {
            JsonNode templates = YAML.readTree(
                            configMap.path("data").path("config").asText(""))
                    .path("templates");
            return templates.isObject() && !templates.has(TEMPLATE);
        } catch (JsonProcessingException e) {
            // Where it can't be read, what is in it is not known: the pods will tell.
            return false;
        }
    }

    private static Map<String, String> labels(ObjectNode object) {
        Map<String, String> labels = new HashMap<>();
        object.path("metadata")
                .path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }
}
