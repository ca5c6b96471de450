package dev.gangway.adapter.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterRegistryTest {
    private static final ClusterName K8S2 = new ClusterName("k8s2");
    private static final ClusterName EKS1 = new ClusterName("eks1");
    private static final ClusterName GKE1 = new ClusterName("gke1");
    private static final String TOKEN = "c2VjcmV0LXRva2Vu";

    private final SimulatedMesh mesh = SimulatedMesh.start(SimulatedMesh.Settings.of(Clock.systemUTC(), 1));
    private final KubernetesClient management = mesh.client("management");
    private final ClusterRegistry registry =
            new ClusterRegistry(management, Duration.ofSeconds(2), Clock.systemUTC(), Duration.ofSeconds(1));
    private final List<String> heard = new CopyOnWriteArrayList<>();

    ClusterRegistryTest() {
        registry.addListener(new MembershipListener() {
            @Override
            public void joined(Member member) {
                heard.add("joined " + member.name());
            }

            @Override
            public void left(ClusterName name) {
                heard.add("left " + name);
            }
        });
    }

    @AfterEach
    void stop() {
        registry.close();
        mesh.close();
    }

    @Test
    void shouldKnowEveryClusterOnceItHasStarted() {
        registry.start();

        assertThat(registry.names()).containsExactly("eks1", "k8s2");
        assertThat(heard).containsExactlyInAnyOrder("joined eks1", "joined k8s2");
        assertThat(registry.members()).extracting(Member::name).containsExactlyInAnyOrder(EKS1, K8S2);
        Member k8s2 = registry.find(K8S2).orElseThrow();
        assertThat(k8s2.network()).isEqualTo("k8s2.prd.sfo2");
        assertThat(registry.prometheuses().get("k8s2").url())
                .isEqualTo(mesh.prometheuses().get("k8s2").toString());
        assertThat(k8s2.client().getMasterUrl().toString())
                .startsWith(mesh.apiServers().get("k8s2").toString());
        assertThat(k8s2.client().services().inNamespace("shop").list().getItems())
                .isNotEmpty();
    }

    @Test
    void shouldHearOfAClusterThatComesLater() {
        registry.start();
        secret("gke1", mesh.kubeconfig("eks1"));

        cluster("gke1", spec("gke1").withHeaders(Map.of("X-Scope-OrgID", "gke")));

        await().until(() -> registry.find(GKE1).isPresent());
        assertThat(heard).endsWith("joined gke1");
        assertThat(registry.prometheuses().get("gke1").headers()).containsEntry("X-Scope-OrgID", "gke");
    }

    @Test
    void shouldKnowThePrometheusOfAClusterThatHasNoUsableAccess() {
        cluster("gke1", spec("gke1"));
        registry.start();

        assertThat(registry.find(GKE1)).isEmpty();
        assertThat(registry.prometheuses()).containsKey("gke1");
    }

    @Test
    void shouldHearOfAClusterThatGoes() {
        registry.start();

        management.resources(MeshCluster.class).withName("eks1").delete();

        await().until(() -> registry.find(EKS1).isEmpty());
        assertThat(heard).endsWith("left eks1");
        assertThat(registry.names()).containsExactly("k8s2");
        assertThat(registry.problem(EKS1)).isEqualTo("there is no MeshCluster 'eks1'");
    }

    @Test
    void shouldLetAClusterComeAnewWhenItsAccessChanges() {
        registry.start();
        heard.clear();
        Member before = registry.find(EKS1).orElseThrow();

        MeshCluster edited =
                management.resources(MeshCluster.class).withName("eks1").get();
        edited.setSpec(spec("eks1").withNetwork("other").build());
        management.resource(edited).update();

        await().until(() -> heard.size() == 2);
        assertThat(heard).containsExactly("left eks1", "joined eks1");
        assertThat(registry.find(EKS1).orElseThrow().network()).isEqualTo("other");
        assertThat(registry.find(EKS1).orElseThrow().client()).isNotSameAs(before.client());
    }

    @Test
    void shouldLeaveAClusterAloneThatIsTheSameAtEachResync() {
        registry.start();
        Member before = registry.find(EKS1).orElseThrow();
        cluster("gke1", spec("gke1"));
        await().until(() -> registry.problem(GKE1).contains("gke1-kubeconfig"));

        // Its Secret is looked for again at a resync, which the others have been through too.
        secret("gke1", mesh.kubeconfig("eks1"));
        await().until(() -> registry.find(GKE1).isPresent());

        assertThat(registry.find(EKS1).orElseThrow()).isSameAs(before);
        assertThat(heard).containsExactlyInAnyOrder("joined eks1", "joined k8s2", "joined gke1");
    }

    @Test
    void shouldSayWhichSecretIsMissingAndTakeTheClusterWhenItAppears() {
        cluster("gke1", spec("gke1"));
        registry.start();

        assertThat(registry.find(GKE1)).isEmpty();
        assertThat(registry.names()).contains("gke1");
        assertThat(registry.problem(GKE1))
                .isEqualTo("MeshCluster 'gke1' can't be used: there is no key 'kubeconfig' in Secret"
                        + " 'gke1-kubeconfig' of namespace 'gangway-system'");

        secret("gke1", mesh.kubeconfig("eks1"));

        await().until(() -> registry.find(GKE1).isPresent());
        assertThat(registry.problem(GKE1)).isEqualTo("there is no MeshCluster 'gke1'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "users:\n  - token: " + TOKEN + "\n bad: [",
                "{\"users\": [{\"token\": \"" + TOKEN + "\"",
                TOKEN,
                "apiVersion: v1\nkind: Config\nusers: " + TOKEN + "\n",
                "apiVersion: v1\nkind: Config\ncurrent-context: a\ncontexts:\n"
                        + "  - {name: a, context: {cluster: a, user: a}}\n"
                        + "users:\n  - {name: a, user: {token: " + TOKEN + "}}\n",
            })
    void shouldRefuseAKubeconfigThatIsNoneWithoutRepeatingIt(String kubeconfig) {
        secret("gke1", kubeconfig);
        cluster("gke1", spec("gke1"));

        registry.start();

        assertThat(registry.find(GKE1)).isEmpty();
        assertThat(registry.problem(GKE1))
                .startsWith("MeshCluster 'gke1' can't be used: key 'kubeconfig' of Secret 'gke1-kubeconfig'")
                .doesNotContain(TOKEN);
        assertThat(registry.members()).hasSize(2);
    }

    @Test
    void shouldRefuseASecretThatIsNotBase64WithoutRepeatingIt() {
        Secret broken = new SecretBuilder()
                .withMetadata(new ObjectMetaBuilder()
                        .withNamespace("gangway-system")
                        .withName("gke1-kubeconfig")
                        .build())
                .withData(Map.of("kubeconfig", "%" + TOKEN))
                .build();
        management.resource(broken).create();
        cluster("gke1", spec("gke1"));

        registry.start();

        assertThat(registry.problem(GKE1)).contains("Secret 'gke1-kubeconfig'").doesNotContain(TOKEN, "%");
    }

    @Test
    void shouldNotTakeItsOwnClusterWhereNoAccessIsNamed() {
        cluster("gke1", spec("gke1").withAccess(new MeshClusterSpec.Access(null, null)));

        registry.start();

        assertThat(registry.find(GKE1)).isEmpty();
        assertThat(registry.problem(GKE1)).contains("give either kubeconfigSecret or inCluster: true");
    }

    @Test
    void shouldSayWhichPartOfAClusterIsMissing() {
        MeshCluster empty = new MeshCluster();
        empty.setMetadata(new ObjectMetaBuilder().withName("gke1").build());
        management.resource(empty).create();
        cluster("gke2", new Spec(URI.create("http://p"), "n", null, Map.of()));
        secret("gke3", mesh.kubeconfig("eks1"));
        cluster(
                "gke3",
                new Spec(URI.create("http://p"), null, spec("gke3").build().access(), Map.of()));

        registry.start();

        assertThat(registry.problem(GKE1)).isEqualTo("MeshCluster 'gke1' can't be used: spec is missing");
        assertThat(registry.problem(new ClusterName("gke2"))).endsWith("can't be used: spec.access is missing");
        assertThat(registry.problem(new ClusterName("gke3"))).endsWith("can't be used: spec.network is missing");
        assertThat(registry.members()).hasSize(2);
    }

    @Test
    void shouldPassOverAClusterWithANameThatNoSubsetCouldHave() {
        cluster("gke.1", spec("gke1"));
        registry.start();
        assertThat(registry.members()).hasSize(2);

        management.resources(MeshCluster.class).withName("gke.1").delete();
        await().until(() -> !registry.names().contains("gke.1"));

        management.resources(MeshCluster.class).withName("eks1").delete();
        await().until(() -> registry.find(EKS1).isEmpty());
    }

    @Test
    void shouldTakeAClusterWhoseApiServerIsDown() {
        mesh.setApiServerOff("k8s2", true);

        registry.start();

        assertThat(registry.find(K8S2)).isPresent();
    }

    @Test
    void shouldLetEveryClusterGoWhenItIsClosed() {
        registry.start();
        registry.close();

        assertThat(heard).contains("left eks1", "left k8s2");
        assertThat(registry.members()).isEmpty();
    }

    private void secret(String cluster, String kubeconfig) {
        String encoded = Base64.getEncoder().encodeToString(kubeconfig.getBytes(UTF_8));
        management
                .resource(new SecretBuilder()
                        .withMetadata(new ObjectMetaBuilder()
                                .withNamespace("gangway-system")
                                .withName(cluster + "-kubeconfig")
                                .build())
                        .withData(Map.of("kubeconfig", encoded))
                        .build())
                .create();
    }

    private void cluster(String name, Spec spec) {
        MeshCluster cluster = new MeshCluster();
        cluster.setMetadata(new ObjectMetaBuilder().withName(name).build());
        cluster.setSpec(spec.build());
        management.resource(cluster).create();
    }

    private Spec spec(String cluster) {
        return new Spec(
                URI.create("http://127.0.0.1:9090"),
                cluster + ".prd.sfo2",
                new MeshClusterSpec.Access(
                        new MeshClusterSpec.SecretKey("gangway-system", cluster + "-kubeconfig", "kubeconfig"), null),
                Map.of());
    }

    /** A specification in the making. */
    private record Spec(URI prometheus, String network, MeshClusterSpec.Access access, Map<String, String> headers) {
        Spec withNetwork(String other) {
            return new Spec(prometheus, other, access, headers);
        }

        Spec withAccess(MeshClusterSpec.Access other) {
            return new Spec(prometheus, network, other, headers);
        }

        Spec withHeaders(Map<String, String> others) {
            return new Spec(prometheus, network, access, others);
        }

        MeshClusterSpec build() {
            return new MeshClusterSpec(
                    network,
                    access,
                    prometheus == null ? null : new MeshClusterSpec.PrometheusSpec(prometheus.toString(), headers),
                    null);
        }
    }
}
