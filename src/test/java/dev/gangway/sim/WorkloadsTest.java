package dev.gangway.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadsTest {
    private final HandClock clock = new HandClock();
    private final SimulatedMesh mesh = SimulatedMesh.start(SimulatedMesh.Settings.of(clock, 1));
    private final KubernetesClient client = mesh.client("eks1");

    @AfterEach
    void stop() {
        mesh.close();
    }

    @Test
    void shouldStartWithThreeInjectedReadyPodsBehindEachService() {
        for (String cluster : Topology.MESH) {
            for (SimulatedService service : SimulatedService.ALL) {
                String name = service.ref().name();
                List<Pod> pods = pods(mesh.client(cluster), "shop", name);
                assertThat(pods).hasSize(3).allSatisfy(pod -> {
                    assertThat(isReady(pod)).isTrue();
                    assertThat(pod.getMetadata().getLabels())
                            .containsEntry("security.istio.io/tlsMode", "istio")
                            .containsEntry("istio.io/rev", "default")
                            .containsEntry("topology.istio.io/network", Topology.network(cluster));
                    assertThat(pod.getMetadata().getAnnotations().get("sidecar.istio.io/status"))
                            .contains("\"revision\":\"default\"");
                    assertThat(pod.getSpec().getContainers())
                            .extracting(container -> container.getName())
                            .containsExactly(name, "istio-proxy");
                });
                assertThat(readyAddresses(mesh.client(cluster), "shop", name))
                        .containsExactlyInAnyOrderElementsOf(pods.stream()
                                .map(pod -> pod.getStatus().getPodIP())
                                .collect(Collectors.toSet()));
            }
        }
    }

    @Test
    void shouldRewriteNothingWhileNothingChanges() {
        Map<String, String> before = versions();

        pass(Duration.ofMinutes(5));

        assertThat(versions()).isEqualTo(before).hasSizeGreaterThan(40);
    }

    @Test
    void shouldLetPodsOfADeploymentBelongToItThroughAReplicaSet() {
        Pod pod = pods(client, "shop", "checkout").get(0);
        String set = pod.getMetadata().getOwnerReferences().get(0).getName();

        assertThat(client.apps()
                        .replicaSets()
                        .inNamespace("shop")
                        .withName(set)
                        .get()
                        .getMetadata()
                        .getOwnerReferences())
                .singleElement()
                .satisfies(owner -> {
                    assertThat(owner.getKind()).isEqualTo("Deployment");
                    assertThat(owner.getName()).isEqualTo("checkout");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "apps/v1,Deployment,updatedReplicas,2",
        "apps/v1,StatefulSet,updatedReplicas,2",
        "apps/v1,DaemonSet,updatedNumberScheduled,3",
        "argoproj.io/v1alpha1,Rollout,updatedReplicas,2"
    })
    void shouldRollAChangedTemplatePodByPod(String apiVersion, String kind, String updated, int size) {
        create(Manifest.workload(apiVersion, kind, "shop", "app"));
        pass(Duration.ofSeconds(20));
        Set<String> old = names(pods(client, "shop", "app"));
        assertThat(old).hasSize(size);

        annotateTemplate(apiVersion, kind);

        GenericKubernetesResource written = workload(apiVersion, kind);
        assertThat(observed(written)).isLessThan(written.getMetadata().getGeneration());
        int fewestReady = size;
        for (int second = 0; second < 40; second++) {
            pass(Duration.ofSeconds(1));
            List<Pod> now = pods(client, "shop", "app");
            fewestReady = Math.min(fewestReady, ready(now));
        }
        assertThat(fewestReady).isGreaterThanOrEqualTo(size - 1);
        assertThat(pods(client, "shop", "app")).hasSize(size).allMatch(WorkloadsTest::isReady);
        GenericKubernetesResource rolled = workload(apiVersion, kind);
        assertThat(observed(rolled)).isEqualTo(written.getMetadata().getGeneration());
        assertThat(rolled.<Integer>get("status", updated)).isEqualTo(size);
        assertThat(pods(client, "shop", "app"))
                .allMatch(pod -> pod.getMetadata().getAnnotations().containsKey("restarted"));
    }

    @Test
    void shouldRestartARolloutWithoutChangingItsTemplate() {
        create(Manifest.workload("argoproj.io/v1alpha1", "Rollout", "shop", "app"));
        pass(Duration.ofSeconds(20));
        Set<String> old = names(pods(client, "shop", "app"));
        GenericKubernetesResource rollout = workload("argoproj.io/v1alpha1", "Rollout");
        String at = clock.instant().toString();
        rollout.<Map<String, Object>>get("spec").put("restartAt", at);
        client.resource(rollout).update();

        pass(Duration.ofSeconds(3));
        assertThat(workload("argoproj.io/v1alpha1", "Rollout").<String>get("status", "phase"))
                .isEqualTo("Progressing");
        pass(Duration.ofSeconds(30));

        GenericKubernetesResource restarted = workload("argoproj.io/v1alpha1", "Rollout");
        assertThat(restarted.<String>get("status", "restartedAt")).isEqualTo(at);
        assertThat(restarted.<String>get("status", "phase")).isEqualTo("Healthy");
        assertThat(names(pods(client, "shop", "app"))).hasSize(2).doesNotContainAnyElementsOf(old);
    }

    @Test
    void shouldStopARolloutAtAPodThatIsNeverHealthy() {
        mesh.setWorkloadFault("eks1", "shop", "checkout", true);
        client.apps().deployments().inNamespace("shop").withName("checkout").edit(d -> {
            d.getSpec().getTemplate().getMetadata().setAnnotations(Map.of("restarted", "now"));
            return d;
        });
        pass(Duration.ofMinutes(3));

        List<Pod> pods = pods(client, "shop", "checkout");
        assertThat(pods).hasSize(4);
        assertThat(ready(pods)).isEqualTo(3);
        assertThat(readyAddresses(client, "shop", "checkout")).hasSize(3);
        assertThat(pods.stream().filter(pod -> !isReady(pod)).findFirst().orElseThrow())
                .satisfies(pod -> assertThat(pod.getStatus()
                                .getContainerStatuses()
                                .get(0)
                                .getState()
                                .getWaiting()
                                .getReason())
                        .isEqualTo("CrashLoopBackOff"));

        mesh.setWorkloadFault("eks1", "shop", "checkout", false);
        pass(Duration.ofSeconds(30));
        assertThat(pods(client, "shop", "checkout")).hasSize(3).allMatch(WorkloadsTest::isReady);
    }

    @Test
    void shouldLetPodsGoWithTheirWorkload() {
        client.apps().deployments().inNamespace("shop").withName("checkout").delete();
        pass(Duration.ofSeconds(5));

        assertThat(pods(client, "shop", "checkout")).isEmpty();
        assertThat(readyAddresses(client, "shop", "checkout")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "istio-injection: enabled|default",
                "istio-injection: enabled, istio.io/rev: 1-31|default",
                "istio.io/rev: 1-31|1-31",
                "istio.io/rev: stable|1-31",
                "istio.io/rev: 1-99|none",
                "istio-injection: disabled, istio.io/rev: 1-31|none",
                "team: a|none"
            })
    void shouldInjectAsTheNamespaceSays(String labels, String revision) {
        create(Manifest.injector("istio-sidecar-injector-1-31", "istio.io/rev: 1-31"));
        create(Manifest.injector("istio-revision-tag-stable", "istio.io/rev: 1-31, istio.io/tag: stable"));
        create(Manifest.namespace("other", labels));
        create(Manifest.workload("apps/v1", "Deployment", "other", "app"));
        create(Manifest.workload("apps/v1", "Deployment", "other", "out")
                .replace("labels: {app: out}", "labels: {app: out, sidecar.istio.io/inject: \"false\"}"));
        pass(Duration.ofSeconds(5));

        assertThat(pods(client, "other", "app")).hasSize(2).allSatisfy(pod -> assertThat(
                        pod.getMetadata().getLabels().getOrDefault("istio.io/rev", "none"))
                .isEqualTo(revision));
        assertThat(pods(client, "other", "out"))
                .hasSize(2)
                .allSatisfy(pod -> assertThat(pod.getSpec().getContainers()).hasSize(1));
    }

    private void create(String yaml) {
        client.resource(yaml).create();
    }

    private GenericKubernetesResource workload(String apiVersion, String kind) {
        return client.genericKubernetesResources(apiVersion, kind)
                .inNamespace("shop")
                .withName("app")
                .get();
    }

    private void annotateTemplate(String apiVersion, String kind) {
        GenericKubernetesResource read = workload(apiVersion, kind);
        read.<Map<String, Object>>get("spec", "template", "metadata").put("annotations", Map.of("restarted", "now"));
        client.resource(read).update();
    }

    /** Argo writes a text, all others a number. */
    private static long observed(GenericKubernetesResource workload) {
        return Long.parseLong(String.valueOf(workload.<Object>get("status", "observedGeneration")));
    }

    private void pass(Duration time) {
        clock.advance(time);
        mesh.catchUp();
    }

    private static List<Pod> pods(KubernetesClient client, String namespace, String app) {
        return client.pods().inNamespace(namespace).withLabel("app", app).list().getItems();
    }

    private static Set<String> names(List<Pod> pods) {
        return pods.stream().map(pod -> pod.getMetadata().getName()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static int ready(List<Pod> pods) {
        return Math.toIntExact(pods.stream().filter(WorkloadsTest::isReady).count());
    }

    private static boolean isReady(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    private static Set<String> readyAddresses(KubernetesClient client, String namespace, String service) {
        EndpointSlice slice = client.discovery()
                .v1()
                .endpointSlices()
                .inNamespace(namespace)
                .withName(service + "-1")
                .get();
        return slice.getEndpoints().stream()
                .filter(endpoint -> endpoint.getConditions().getReady())
                .map(Endpoint::getAddresses)
                .flatMap(List::stream)
                .collect(Collectors.toSet());
    }

    private Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        for (ServedResource kind : ServedResource.ALL) {
            client.genericKubernetesResources(kind.groupVersion(), kind.kind())
                    .inAnyNamespace()
                    .list()
                    .getItems()
                    .forEach(object -> versions.put(
                            kind.kind() + "/" + object.getMetadata().getNamespace() + "/"
                                    + object.getMetadata().getName(),
                            object.getMetadata().getResourceVersion()));
        }
        return versions;
    }
}
