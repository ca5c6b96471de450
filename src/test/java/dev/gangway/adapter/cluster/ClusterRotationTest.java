package dev.gangway.adapter.cluster;

import static dev.gangway.adapter.cluster.Registered.GKE1;
import static dev.gangway.adapter.cluster.Registered.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.adapter.Gate;
import dev.gangway.control.Clusters.Cluster;
import dev.gangway.domain.traffic.ClusterName;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Credentials that change while the registry runs. */
class ClusterRotationTest {
    private Registered all = new Registered();
    private final Gate gate = all.gate("eks1");

    @AfterEach
    void stop() {
        all.close();
    }

    @Test
    void shouldGoOnWithARotatedKubeconfigAndCloseTheFormerClientLast() {
        List<String> former = new CopyOnWriteArrayList<>();
        Member before = started("old");
        all.registry.addListener(new MembershipListener() {
            @Override
            public void joined(Member member) {}

            @Override
            public void replaced(Member member) {
                former.add(before.client().namespaces().list().getItems().isEmpty() ? "nothing" : "answers");
            }

            @Override
            public void left(ClusterName name) {}
        });

        all.secret("gke1", all.kubeconfig("eks1", "new"));

        await().until(() -> all.heard.contains("replaced gke1"));
        await().until(() -> before.reads().isShutdown());
        assertThat(former).containsExactly("answers");
        assertThat(all.heard).doesNotContain("left gke1");
        assertThat(member()).isNotSameAs(before);
        assertThat(member().client().namespaces().list().getItems()).isNotEmpty();
    }

    @Test
    void shouldGoOnAfterTheFormerTokenWasRefused() {
        started("old");
        gate.admitOnly("new");
        await().until(() -> cluster().problem().orElse("").startsWith("it answers 401"));

        all.secret("gke1", all.kubeconfig("eks1", "new"));

        await().until(() -> cluster().reachable());
        assertThat(all.heard).endsWith("replaced gke1").doesNotContain("left gke1");
    }

    @Test
    void shouldLookForOtherCredentialsAtOnceWhenTheApiServerRefusesThem() {
        all.close();
        all = new Registered(Clock.systemUTC(), Duration.ofSeconds(5), Duration.ofDays(1));
        Gate server = all.gate("eks1");
        all.secret("gke1", all.kubeconfig("eks1", "old"));
        all.cluster("gke1", spec("gke1"));
        all.registry.start();
        await().until(() -> cluster().reachable());
        all.secret("gke1", all.kubeconfig("eks1", "new"));

        server.admitOnly("new");

        await().until(() -> all.heard.contains("replaced gke1"));
        await().until(() -> cluster().reachable());
    }

    @Test
    void shouldKeepTheFormerClientWhileTheSecretIsUnusable() {
        Member before = started("old");

        all.secret("gke1", "users: [");
        await().until(() -> all.registry.problem(GKE1).contains("is not a kubeconfig"));

        assertThat(member()).isSameAs(before);
        assertThat(cluster().reachable()).isTrue();
        assertThat(cluster().problem().orElseThrow())
                .startsWith(
                        "MeshCluster 'gke1' can't be followed, and what it said before still holds: key 'kubeconfig'");

        all.secret("gke1", all.kubeconfig("eks1", "old"));
        await().until(() -> cluster().problem().isEmpty());
        assertThat(member()).isSameAs(before);
        assertThat(all.heard).doesNotContain("replaced gke1", "left gke1");
    }

    @Test
    void shouldKeepTheFormerClientUntilOtherCredentialsAreShownToWork() {
        gate.admitOnly("old");
        Member before = started("old");
        await().until(() -> cluster().reachable());

        all.secret("gke1", all.kubeconfig("eks1", "mistyped"));

        await().until(() -> cluster().problem().orElse("").contains("with its present access it answers 401"));
        assertThat(member()).isSameAs(before);
        assertThat(cluster().reachable()).isTrue();

        all.secret("gke1", all.kubeconfig("eks1", "old"));
        await().until(() -> cluster().problem().isEmpty());
        assertThat(member()).isSameAs(before);
    }

    @Test
    void shouldLeaveAClusterAloneWhenItsPrometheusIsEdited() {
        Member before = started("old");

        all.edit(
                "gke1",
                spec -> new MeshClusterSpec(
                        spec.network(),
                        spec.access(),
                        new MeshClusterSpec.PrometheusSpec("http://other:9090", Map.of("X-Scope-OrgID", "gke")),
                        "istio-system"));

        await().until(() -> all.registry.prometheuses().get("gke1").url().equals("http://other:9090"));
        lookedAtAgain();
        assertThat(member()).isSameAs(before);
        assertThat(all.heard).containsExactlyInAnyOrder("joined eks1", "joined k8s2", "joined gke1", "joined late");
    }

    @Test
    void shouldLetAClusterGoOnWithAnotherNetworkAndRootNamespace() {
        Member before = started("old");

        all.edit("gke1", spec -> new MeshClusterSpec("other", spec.access(), spec.prometheus(), "mesh-config"));

        await().until(() -> all.heard.contains("replaced gke1"));
        assertThat(member().network()).isEqualTo("other");
        assertThat(member().rootNamespace()).isEqualTo("mesh-config");
        await().until(() -> before.reads().isShutdown());
        assertThat(all.heard).doesNotContain("left gke1");
    }

    /** Each cluster is looked at as often as another one, which is taken in at its second look or later. */
    private void lookedAtAgain() {
        all.cluster("late", spec("late"));
        await().until(() -> all.registry.problem(new ClusterName("late")).contains("late-kubeconfig"));
        all.secret("late", all.mesh.kubeconfig("eks1"));
        await().until(() -> all.registry.find(new ClusterName("late")).isPresent());
    }

    private Member started(String token) {
        all.secret("gke1", all.kubeconfig("eks1", token));
        all.cluster("gke1", spec("gke1"));
        all.registry.start();
        await().until(() -> cluster().reachable());
        return member();
    }

    private Member member() {
        return all.registry.find(GKE1).orElseThrow();
    }

    private Cluster cluster() {
        return all.registry.byName("gke1").orElseThrow();
    }
}
