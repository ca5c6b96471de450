package dev.gangway.apifaults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a person does and sees by the API servers themselves, past the proxies and past Gangway. */
final class Kubectl {
    private static final int CONFLICT = 409;
    private static final int ATTEMPTS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SimulatedMesh mesh;

    Kubectl(SimulatedMesh mesh) {
        this.mesh = mesh;
    }

    void shift(String service, String steps) {
        String yaml =
                """
                apiVersion: gangway.dev/v1alpha1
                kind: TrafficShift
                metadata: {name: %1$s, namespace: shop}
                spec:
                  service: %1$s
                  source: k8s2
                  destination: eks1
                  steps: [%2$s]
                  pacing: {propagationSeconds: 1, soakSeconds: 5}
                """
                        .formatted(service, steps);
        mesh.client(FaultyMesh.MANAGEMENT)
                .resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
                .create();
    }

    /** Sets fields of a shift's specification. */
    void set(String shift, Map<String, Object> fields) {
        for (int attempt = 1; ; attempt++) {
            GenericKubernetesResource edited =
                    resource("TrafficShift", "shop", shift).get();
            Map<String, Object> spec = edited.get("spec");
            spec.putAll(fields);
            try {
                var unused = mesh.client(FaultyMesh.MANAGEMENT).resource(edited).update();
                return;
            } catch (KubernetesClientException e) {
                // Gangway writes the status meanwhile.
                if (e.getCode() != CONFLICT || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    JsonNode get(String shift) {
        return JSON.valueToTree(resource("TrafficShift", "shop", shift).get());
    }

    String phase(String shift) {
        return get(shift).at("/status/phase").asText("");
    }

    /** The message of a condition of a shift; empty where its status is another. */
    Optional<String> condition(String shift, String type, String status) {
        return condition(get(shift), type, status);
    }

    Optional<String> clusterCondition(String cluster, String type, String status) {
        return condition(JSON.valueToTree(resource("MeshCluster", null, cluster).get()), type, status);
    }

    private static Optional<String> condition(JsonNode object, String type, String status) {
        for (JsonNode condition : object.at("/status/conditions")) {
            if (condition.path("type").asText().equals(type)
                    && condition.path("status").asText().equals(status)) {
                return Optional.of(condition.path("message").asText(""));
            }
        }
        return Optional.empty();
    }

    /** Per cent of the destination in a cluster's routes; -1 where there are none. */
    int weight(String cluster, String service) {
        VirtualService routes = mesh.client(cluster)
                .resources(VirtualService.class)
                .inNamespace("shop")
                .withName("gangway-" + service)
                .get();
        return routes == null ? -1 : destination(routes);
    }

    static int destination(VirtualService routes) {
        return routes.getSpec().getHttp().get(0).getRoute().get(1).getWeight();
    }

    /** The subsets that stand in a cluster for a service. */
    List<String> subsets(String cluster, String service) {
        DestinationRule rule = mesh.client(cluster)
                .resources(DestinationRule.class)
                .inNamespace("shop")
                .withName("gangway-" + service)
                .get();
        List<String> names = new ArrayList<>();
        if (rule != null) {
            rule.getSpec().getSubsets().forEach(subset -> names.add(subset.getName()));
        }
        return names;
    }

    private Resource<GenericKubernetesResource> resource(String kind, String namespace, String name) {
        var all = mesh.client(FaultyMesh.MANAGEMENT).genericKubernetesResources("gangway.dev/v1alpha1", kind);
        return namespace == null
                ? all.withName(name)
                : all.inNamespace(namespace).withName(name);
    }
}
