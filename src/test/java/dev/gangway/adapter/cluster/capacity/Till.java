package dev.gangway.adapter.cluster.capacity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gangway.adapter.Gate;
import dev.gangway.adapter.cluster.ClusterRegistry;
import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.shift.Pacing;
import dev.gangway.domain.shift.Precautions;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.Supply;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The simulated mesh with a service of the tests' own in it, whose pods are what a test says, and a gate before eks1. */
final class Till implements AutoCloseable {
    static final ClusterName K8S2 = new ClusterName("k8s2");
    static final ClusterName EKS1 = new ClusterName("eks1");
    static final ServiceRef SERVICE = new ServiceRef("shop", "till");
    static final ShiftPlan PLAN = new ShiftPlan(
                    new ShiftId("shop", "till-to-eks1"),
                    SERVICE,
                    K8S2,
                    EKS1,
                    Ladder.DEFAULT,
                    Pacing.DEFAULT,
                    Objectives.DEFAULT,
                    ShiftPlan.SubsetLabel.NETWORK,
                    ShiftPlan.OnDelete.KEEP,
                    ShiftPlan.Mode.SHIFT)
            .with(new Precautions(Set.of(), BigDecimal.ONE, true));

    final SimulatedMesh mesh = SimulatedMesh.start(SimulatedMesh.Settings.of(Clock.systemUTC(), 1));
    final Gate gate = new Gate(mesh.apiServers().get("eks1"));
    final List<ShiftId> changed = new CopyOnWriteArrayList<>();
    ClusterRegistry registry;
    CapacityWatch watch;

    Till() {
        access();
        restart();
    }

    /** A process that remembers nothing. */
    void restart() {
        if (registry != null) {
            registry.close();
        }
        registry = new ClusterRegistry(mesh.client("management"), Duration.ofSeconds(5), Clock.systemUTC());
        watch = new CapacityWatch(registry, changed::add, Clock.systemUTC());
        registry.addListener(watch);
        registry.start();
    }

    KubernetesClient eks1() {
        return mesh.client("eks1");
    }

    Supply supply(ClusterName cluster) {
        return watch.supplies(PLAN).get(cluster);
    }

    /** The service and a Deployment with its labels and no pods. */
    Till deployed() {
        stand(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: till, namespace: shop}
                spec: {selector: {app: till}, ports: [{name: http, port: 80}]}
                """);
        stand(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: till-blue, namespace: shop}
                spec:
                  replicas: 0
                  selector: {matchLabels: {app: till}}
                  template: {metadata: {labels: {app: till, color: blue}}}
                """);
        return this;
    }

    /** Endpoints of one slice: R is ready, N is not, U does not say. */
    void slice(String name, String family, String endpoints) {
        StringBuilder yaml = new StringBuilder(
                """
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: %s, namespace: shop, labels: {kubernetes.io/service-name: till}}
                addressType: %s
                endpoints:
                """
                        .formatted(name, family));
        for (int index = 0; index < endpoints.length(); index++) {
            String ready =
                    switch (endpoints.charAt(index)) {
                        case 'R' -> "{ready: true}";
                        case 'N' -> "{ready: false}";
                        default -> "{}";
                    };
            yaml.append("- {addresses: [10.9.0.%d], conditions: %s}%n".formatted(index + 1, ready));
        }
        stand(yaml.toString());
    }

    void autoscaler(String bounds) {
        stand(
                """
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata: {name: till, namespace: shop, annotations: {owner: ana}}
                spec:
                  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: till-blue}
                  %s
                  behavior: {unknown: [1.50]}
                """
                        .formatted(bounds));
    }

    void scaledObject(String bounds) {
        stand(
                """
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata: {name: till, namespace: shop}
                spec:
                  scaleTargetRef: {name: till-blue}
                  %s
                """
                        .formatted(bounds));
    }

    void stand(String yaml) {
        GenericKubernetesResource object = Serialization.unmarshal(yaml, GenericKubernetesResource.class);
        var resource = object.getKind().equals(ScalerKind.SCALED_OBJECT.title())
                ? eks1().genericKubernetesResources(ScalerKind.SCALED_OBJECT.served())
                        .inNamespace("shop")
                        .resource(object)
                : eks1().resource(object);
        if (resource.get() == null) {
            var unused = resource.create();
        } else {
            var unused = resource.update();
        }
    }

    GenericKubernetesResource scaler(ScalerKind kind) {
        return generic(kind.served(), "till");
    }

    private GenericKubernetesResource generic(ResourceDefinitionContext kind, String name) {
        return eks1().genericKubernetesResources(kind)
                .inNamespace("shop")
                .withName(name)
                .get();
    }

    @Override
    public void close() {
        registry.close();
        gate.close();
        mesh.close();
    }

    private void access() {
        String kubeconfig = mesh.kubeconfig("eks1")
                .replace(
                        mesh.apiServers().get("eks1").toString(), gate.address().toString());
        var unused = mesh.client("management")
                .secrets()
                .inNamespace("gangway-system")
                .withName("eks1-kubeconfig")
                .edit(secret -> {
                    secret.setData(
                            Map.of("kubeconfig", Base64.getEncoder().encodeToString(kubeconfig.getBytes(UTF_8))));
                    return secret;
                });
    }
}
