package dev.gangway.adapter.cluster.gateway;

import dev.gangway.adapter.cluster.ClusterRegistry;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.fake.MutableClock;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A cluster of the simulated mesh, whose cloud and kubelet are played by hand. */
final class GatewaySite implements AutoCloseable {
    static final ClusterName EKS1 = new ClusterName("eks1");
    static final String ROOT = "istio-system";
    static final String NAME = "istio-eastwestgateway";
    static final String DEFINITION = "cross-network-gateway";

    private static final Map<String, String> KINDS = Map.of(
            "ServiceAccount", "v1",
            "Service", "v1",
            "Gateway", "networking.istio.io/v1",
            "Deployment", "apps/v1",
            "HorizontalPodAutoscaler", "autoscaling/v2",
            "PodDisruptionBudget", "policy/v1");

    final MutableClock clock = new MutableClock(Instant.parse("2025-01-15T12:00:00Z"));
    final SimulatedMesh mesh = SimulatedMesh.start(SimulatedMesh.Settings.of(clock, 1));
    final KubernetesClient client = mesh.client("eks1");
    final ClusterRegistry registry =
            new ClusterRegistry(mesh.client("management"), Duration.ofSeconds(5), Clock.systemUTC());
    final EastWestGateways gateways = new EastWestGateways(registry);

    /** As the mesh was furnished: others have made a gateway. */
    GatewaySite() {
        registry.start();
    }

    /** Without a gateway, and with an injector such as Istio installs it. */
    static GatewaySite bare() {
        GatewaySite site = new GatewaySite();
        site.standing().forEach((name, object) -> {
            var unused = site.client.resource(object).delete();
        });
        site.injector("default", "istio-sidecar-injector");
        return site;
    }

    /** An injector for pods that ask for it by label, as {@code istioctl install} makes it for a revision. */
    void injector(String revision, String name) {
        var unused = client.resource(Serialization.unmarshal(
                        """
                        apiVersion: admissionregistration.k8s.io/v1
                        kind: MutatingWebhookConfiguration
                        metadata:
                          name: %s
                          labels: {app: sidecar-injector, istio.io/rev: "%s"}
                        webhooks:
                          - name: rev.object.sidecar-injector.istio.io
                            namespaceSelector:
                              matchExpressions:
                                - {key: istio.io/rev, operator: DoesNotExist}
                                - {key: istio-injection, operator: DoesNotExist}
                            objectSelector:
                              matchExpressions:
                                - {key: sidecar.istio.io/inject, operator: NotIn, values: ["false"]}
                                - {key: istio.io/rev, operator: In, values: ["%s"]}
                          - name: object.sidecar-injector.istio.io
                            namespaceSelector:
                              matchExpressions:
                                - {key: istio-injection, operator: DoesNotExist}
                                - {key: istio.io/rev, operator: DoesNotExist}
                            objectSelector:
                              matchExpressions:
                                - {key: sidecar.istio.io/inject, operator: In, values: ["%s"]}
                                - {key: istio.io/rev, operator: DoesNotExist}
                        """
                                .formatted(name, revision, revision, revision.equals("default") ? "true" : "never"),
                        GenericKubernetesResource.class))
                .createOr(existing -> existing.update());
    }

    /** The objects that bear a gateway's names, as {@code Kind name}. */
    Map<String, GenericKubernetesResource> standing() {
        Map<String, GenericKubernetesResource> standing = new TreeMap<>();
        KINDS.forEach((kind, version) -> {
            for (String name : List.of(NAME, DEFINITION)) {
                find(kind, name).ifPresent(object -> standing.put(kind + " " + name, object));
            }
        });
        return standing;
    }

    /** Their kinds and versions, so that a write that changes nothing is seen too. */
    Collection<String> versions() {
        return standing().entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue().getMetadata().getResourceVersion())
                .toList();
    }

    Optional<GenericKubernetesResource> find(String kind, String name) {
        return Optional.ofNullable(resource(kind, name).get());
    }

    Resource<GenericKubernetesResource> resource(String kind, String name) {
        return client.genericKubernetesResources(KINDS.get(kind), kind)
                .inNamespace(ROOT)
                .withName(name);
    }

    void create(String yaml) {
        var unused = client.resource(yaml).create();
    }

    /** What the kubelet and the controller of Deployments do. */
    void pods(int ready) {
        var unused = client.resources(Deployment.class)
                .inNamespace(ROOT)
                .withName(NAME)
                .editStatus(deployment -> {
                    deployment.setStatus(new DeploymentStatusBuilder()
                            .withObservedGeneration(99L)
                            .withReadyReplicas(ready)
                            .build());
                    return deployment;
                });
    }

    /** What the cloud does. */
    void address(String ip) {
        var unused = client.resources(Service.class)
                .inNamespace(ROOT)
                .withName(NAME)
                .edit(service -> {
                    service.setStatus(new ServiceStatusBuilder()
                            .withNewLoadBalancer()
                            .addNewIngress()
                            .withIp(ip)
                            .endIngress()
                            .endLoadBalancer()
                            .build());
                    return service;
                });
    }

    /** The network that the root namespace is labelled with; empty = none. */
    void network(Optional<String> network) {
        var unused = client.namespaces().withName(ROOT).edit(namespace -> {
            namespace
                    .getMetadata()
                    .setLabels(network.map(name -> Map.of("topology.istio.io/network", name))
                            .orElse(Map.of()));
            return namespace;
        });
    }

    @Override
    public void close() {
        registry.close();
        mesh.close();
    }
}
