package dev.gangway.adapter.cluster.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.control.Preflight.Check;
import dev.gangway.control.Preflight.Result;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The service's pods on both sides. */
class SidecarChecksTest {
    private final TwoClusters mesh = new TwoClusters();

    @Test
    void shouldFailWhereNoPodRuns() {
        mesh.eks1.remove(ObjectKind.POD, "checkout");

        assertThat(mesh.amiss()).containsExactly("sidecars-in-eks1");
        assertThat(sidecars("eks1").words())
                .isEqualTo(
                        "no pod runs for shop/checkout in cluster eks1: deploy it there, with labels that the Service's"
                                + " spec.selector has");
    }

    @Test
    void shouldNotCountPodsThatHaveEndedOrAreBeingDeleted() {
        mesh.eks1.edit(ObjectKind.POD, "checkout-5b8c9-aaaaa", pod -> pod.withObject("/status")
                .put("phase", "Succeeded"));
        mesh.eks1.edit(ObjectKind.POD, "checkout-5b8c9-bbbbb", pod -> pod.withObject("/metadata")
                .put("deletionTimestamp", "2027-03-01T11:59:00Z"));

        assertThat(sidecars("eks1").result()).isEqualTo(Result.FAIL);
    }

    @Test
    void shouldFailWhereNoPodIsReady() {
        mesh.eks1.edit(ObjectKind.POD, "checkout", pod -> ((ObjectNode) pod.at("/status/conditions/0"))
                .put("status", "False"));

        assertThat(sidecars("eks1").result()).isEqualTo(Result.FAIL);
        assertThat(sidecars("eks1").seen())
                .isEqualTo("none of the 2 pods of shop/checkout in cluster eks1 is ready: checkout-5b8c9-aaaaa,"
                        + " checkout-5b8c9-bbbbb");
    }

    @Test
    void shouldOnlyWarnOfADestinationThatIsNotEnrolledYetSinceThePinComesFirst() {
        mesh.eks1.edit(ObjectKind.POD, "checkout", SidecarChecksTest::withoutSidecar);

        assertThat(mesh.amiss()).containsExactly("sidecars-in-eks1");
        assertThat(sidecars("eks1").result()).isEqualTo(Result.WARN);
        assertThat(sidecars("eks1").words())
                .startsWith(
                        "none of the 2 pods of shop/checkout in cluster eks1 has a sidecar: nothing can be sent to them yet")
                .endsWith(
                        "accept it, and when the shift has pinned the traffic (phase Shifting) gangway enroll --cluster eks1"
                                + " --namespace shop: its first step waits for them");
    }

    @Test
    void shouldFailWhereTheSourceIsNotEnrolledSinceThePinSendsAllTrafficThere() {
        mesh.k8s2.edit(ObjectKind.POD, "checkout", SidecarChecksTest::withoutSidecar);

        assertThat(sidecars("k8s2").result()).isEqualTo(Result.FAIL);
        assertThat(sidecars("k8s2").seen()).endsWith("has a sidecar: clients in other clusters can't reach them");
    }

    @Test
    void shouldNameSomePodsWithoutASidecar() {
        mesh.eks1.edit(ObjectKind.POD, "checkout-5b8c9-bbbbb", SidecarChecksTest::withoutSidecar);

        assertThat(sidecars("eks1").result()).isEqualTo(Result.WARN);
        assertThat(sidecars("eks1").seen())
                .isEqualTo(
                        "pods of shop/checkout in cluster eks1 without a sidecar: checkout-5b8c9-bbbbb; they get nothing"
                                + " from the other network");
    }

    @Test
    void shouldNameFivePodsAtMost() {
        for (int pod = 1; pod <= 7; pod++) {
            mesh.eks1.add(
                    """
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: checkout-%d, namespace: shop, labels: {app: checkout}}
                    """
                            .formatted(pod));
        }

        assertThat(sidecars("eks1").seen())
                .contains("checkout-1, checkout-2, checkout-3, checkout-4, checkout-5 and 2 more;");
    }

    @Test
    void shouldFailWhereAPodIsSaidToRefuseMutualTls() {
        mesh.eks1.edit(ObjectKind.POD, "checkout", pod -> labels(pod).put("security.istio.io/tlsMode", "disabled"));

        assertThat(sidecars("eks1").result()).isEqualTo(Result.FAIL);
        assertThat(sidecars("eks1").seen()).contains("without the label security.istio.io/tlsMode: istio");
    }

    @Test
    void shouldWarnOfAServiceThatSelectsNoPods() {
        mesh.eks1.edit(ObjectKind.SERVICE, "checkout", service -> service.withObject("/spec")
                .remove("selector"));

        assertThat(sidecars("eks1").result()).isEqualTo(Result.WARN);
        assertThat(sidecars("eks1").seen()).contains("has no spec.selector");
    }

    @Test
    void shouldFailWithPodsOfAnotherNetwork() {
        mesh.eks1.edit(
                ObjectKind.POD, "checkout-5b8c9-bbbbb", pod -> labels(pod).put("topology.istio.io/network", "default"));

        assertThat(mesh.amiss()).containsExactly("pod-network-in-eks1");
        assertThat(mesh.check("pod-network-in-eks1").words())
                .isEqualTo("pods of shop/checkout in cluster eks1 carry another label topology.istio.io/network than"
                        + " eks1.prd.sfo2: checkout-5b8c9-bbbbb (default): restart them: kubectl --context eks1 -n shop rollout"
                        + " restart");
    }

    @Test
    void shouldWarnOfPodsOfNoNetwork() {
        mesh.k8s2.edit(ObjectKind.POD, "checkout", pod -> labels(pod).remove("topology.istio.io/network"));

        assertThat(mesh.amiss()).containsExactly("pod-network-in-k8s2");
        assertThat(mesh.check("pod-network-in-k8s2").result()).isEqualTo(Result.WARN);
    }

    @Test
    void shouldWarnOfSidecarsThatAreOlderThanWhatTheNamespaceAsksFor() {
        mesh.eks1.edit(ObjectKind.NAMESPACE, "shop", namespace -> {
            labels(namespace).remove("istio-injection");
            labels(namespace).put("istio.io/rev", "1-28");
        });

        assertThat(mesh.amiss()).containsExactly("stale-sidecars-in-eks1");
        assertThat(mesh.check("stale-sidecars-in-eks1").seen())
                .isEqualTo(
                        "pods of shop/checkout in cluster eks1 have sidecars of another revision than 1-28, which namespace"
                                + " shop asks for now: checkout-5b8c9-aaaaa (default), checkout-5b8c9-bbbbb (default)");
    }

    @Test
    void shouldSayNothingOfRevisionsWhereTheNamespaceAsksForNone() {
        mesh.eks1.edit(
                ObjectKind.NAMESPACE, "shop", namespace -> labels(namespace).remove("istio-injection"));

        assertThat(mesh.checks()).extracting(Check::id).doesNotContain("stale-sidecars-in-eks1");
    }

    private Check sidecars(String cluster) {
        return mesh.check("sidecars-in-" + cluster);
    }

    /** As the pods of a namespace that is not injected. */
    private static void withoutSidecar(ObjectNode pod) {
        Consumer<JsonNode> remove = containers -> {
            if (containers instanceof ArrayNode array) {
                array.removeIf(container -> container.path("name").asText().startsWith("istio-"));
            }
        };
        remove.accept(pod.at("/spec/containers"));
        remove.accept(pod.at("/spec/initContainers"));
        labels(pod).remove("security.istio.io/tlsMode");
        labels(pod).remove("topology.istio.io/network");
    }

    private static ObjectNode labels(ObjectNode object) {
        return object.withObject("/metadata/labels");
    }
}
