package dev.gangway.adapter.cluster;

import static dev.gangway.adapter.cluster.Registered.EKS1;
import static dev.gangway.adapter.cluster.Registered.GKE1;
import static dev.gangway.adapter.cluster.Registered.K8S2;
import static dev.gangway.adapter.cluster.Registered.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.control.Clusters.Cluster;
import dev.gangway.domain.traffic.ClusterName;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clusters that come and go. */
class ClusterRegistryTest {
    private final Registered all = new Registered();
    private final ClusterRegistry registry = all.registry;

    @AfterEach
    void stop() {
        all.close();
    }

    @Test
    void shouldKnowEveryClusterOnceItHasStarted() {
        registry.start();

        assertThat(registry.names()).containsExactly("eks1", "k8s2");
        assertThat(all.heard).containsExactlyInAnyOrder("joined eks1", "joined k8s2");
        assertThat(registry.members()).extracting(Member::name).containsExactlyInAnyOrder(EKS1, K8S2);
        Member k8s2 = registry.find(K8S2).orElseThrow();
        assertThat(k8s2.network()).isEqualTo("k8s2.prd.sfo2");
        assertThat(k8s2.rootNamespace()).isEqualTo("istio-system");
        assertThat(registry.prometheuses().get("k8s2").url())
                .isEqualTo(all.mesh.prometheuses().get("k8s2").toString());
        assertThat(k8s2.client().getMasterUrl().toString())
                .startsWith(all.mesh.apiServers().get("k8s2").toString());
        assertThat(k8s2.client().services().inNamespace("shop").list().getItems())
                .isNotEmpty();
    }

    @Test
    void shouldHearOfAClusterThatComesLater() {
        registry.start();
        all.secret("gke1", all.mesh.kubeconfig("eks1"));

        all.cluster("gke1", withHeaders(spec("gke1"), Map.of("X-Scope-OrgID", "gke")));

        await().until(() -> registry.find(GKE1).isPresent());
        assertThat(all.heard).endsWith("joined gke1");
        assertThat(registry.prometheuses().get("gke1").headers()).containsEntry("X-Scope-OrgID", "gke");
    }

    @Test
    void shouldKnowThePrometheusOfAClusterThatHasNoUsableAccess() {
        all.cluster("gke1", spec("gke1"));
        registry.start();

        assertThat(registry.find(GKE1)).isEmpty();
        assertThat(registry.prometheuses()).containsKey("gke1");
    }

    @Test
    void shouldHearOfAClusterThatGoes() {
        registry.start();
        Member eks1 = registry.find(EKS1).orElseThrow();

        all.delete("eks1");

        await().until(() -> registry.find(EKS1).isEmpty());
        await().until(() -> all.heard.contains("left eks1"));
        await().until(() -> registry.problem(EKS1).equals("there is no MeshCluster 'eks1'"));
        assertThat(registry.names()).containsExactly("k8s2");
        assertThat(eks1.reads().isShutdown()).isTrue();
    }

    @Test
    void shouldTakeAClusterBackThatWasDeletedAndCreatedAnew() {
        registry.start();
        MeshClusterSpec spec = all.management
                .resources(MeshCluster.class)
                .withName("eks1")
                .get()
                .getSpec();

        all.delete("eks1");
        await().until(() -> registry.find(EKS1).isEmpty());
        all.cluster("eks1", spec);

        await().until(() -> registry.find(EKS1).isPresent());
        await().until(() -> all.heard.size() == 4);
        assertThat(all.heard).endsWith("left eks1", "joined eks1");
    }

    @Test
    void shouldSayWhichPartOfAClusterIsMissing() {
        MeshCluster empty = new MeshCluster();
        empty.setMetadata(new ObjectMetaBuilder().withName("gke1").build());
        all.management.resource(empty).create();
        all.cluster("gke2", spec("gke2", null));
        all.secret("gke3", all.mesh.kubeconfig("eks1"));
        MeshClusterSpec whole = spec("gke3");
        all.cluster("gke3", new MeshClusterSpec(null, whole.access(), whole.prometheus(), null));

        registry.start();

        assertThat(registry.problem(GKE1)).isEqualTo("MeshCluster 'gke1' can't be used: spec is missing");
        assertThat(registry.problem(new ClusterName("gke2"))).endsWith("can't be used: spec.access is missing");
        assertThat(registry.problem(new ClusterName("gke3"))).endsWith("can't be used: spec.network is missing");
        assertThat(registry.members()).hasSize(2);
    }

    @Test
    void shouldPassOverAClusterWithANameThatNoSubsetCouldHave() {
        all.cluster("gke.1", spec("gke1"));
        registry.start();
        assertThat(registry.members()).hasSize(2);
        assertThat(registry.byName("gke.1").orElseThrow().problem().orElseThrow())
                .contains("'gke.1' must be a DNS label");

        all.delete("gke.1");
        await().until(() -> !registry.names().contains("gke.1"));

        all.delete("eks1");
        await().until(() -> registry.find(EKS1).isEmpty());
    }

    @Test
    void shouldTakeAClusterWhoseApiServerIsDown() {
        all.mesh.setApiServerOff("k8s2", true);

        registry.start();

        assertThat(registry.find(K8S2)).isPresent();
    }

    @Test
    void shouldLetEveryClusterGoWhenItIsClosed() {
        registry.start();
        registry.close();

        assertThat(all.heard).contains("left eks1", "left k8s2");
        assertThat(registry.members()).isEmpty();
    }

    @Test
    void shouldShowEachClusterAsItWasFoundLast() {
        all.mesh.setApiServerOff("k8s2", true);
        all.cluster("gke1", withUrl(spec("gke1"), "https://reader:hidden@prometheus.example.com/p?x=a@b"));
        registry.start();
        await().until(() -> registry.byName("eks1").orElseThrow().reachable());
        await().until(() ->
                registry.byName("k8s2").flatMap(Cluster::problem).orElse("").startsWith("it answers 503"));

        assertThat(registry.all()).extracting(Cluster::name).containsExactly("eks1", "gke1", "k8s2");
        assertThat(registry.byName("eks1").orElseThrow()).satisfies(eks1 -> {
            assertThat(eks1.network()).contains("eks1.prd.sfo2");
            assertThat(eks1.lastAnswer()).isPresent();
            assertThat(eks1.problem()).isEmpty();
        });
        assertThat(registry.byName("k8s2").orElseThrow()).satisfies(k8s2 -> {
            assertThat(k8s2.reachable()).isFalse();
            assertThat(k8s2.lastAnswer()).isEmpty();
        });
        assertThat(registry.byName("gke1").orElseThrow()).satisfies(gke1 -> {
            assertThat(gke1.reachable()).isFalse();
            assertThat(gke1.problem().orElseThrow()).contains("there is no Secret 'gke1-kubeconfig'");
            assertThat(gke1.prometheus()).contains("https://prometheus.example.com/p?x=a@b");
        });
        assertThat(registry.byName("gke9")).isEqualTo(Optional.empty());
    }

    private static MeshClusterSpec withHeaders(MeshClusterSpec spec, Map<String, String> headers) {
        return new MeshClusterSpec(
                spec.network(),
                spec.access(),
                new MeshClusterSpec.PrometheusSpec(spec.prometheus().url(), headers),
                null);
    }

    private static MeshClusterSpec withUrl(MeshClusterSpec spec, String url) {
        return new MeshClusterSpec(
                spec.network(), spec.access(), new MeshClusterSpec.PrometheusSpec(url, Map.of()), null);
    }
}
