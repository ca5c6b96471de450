package dev.gangway.adapter.cluster;

import static dev.gangway.adapter.cluster.Registered.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.fake.MutableClock;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a MeshCluster's status says. */
class ClusterStatusTest {
    private static final String BEGUN = "2026-09-01T10:00:00Z";

    private final MutableClock clock = new MutableClock(Instant.parse(BEGUN));
    private final Registered all = new Registered(clock);

    @AfterEach
    void stop() {
        all.close();
    }

    @Test
    void shouldSayThatAClusterIsReachable() {
        all.registry.start();

        Condition reachable = awaited("k8s2", "Reachable", "True");
        assertThat(reachable.getReason()).isEqualTo("Answers");
        assertThat(all.status("k8s2").lastAnswer()).isEqualTo(BEGUN);
        assertThat(awaited("k8s2", "AccessUsable", "True").getReason()).isEqualTo("Followed");
    }

    @Test
    void shouldSayHowOldTheLastGoodAnswerIsAndWhatTheLastOneLacked() {
        all.registry.start();
        awaited("k8s2", "Reachable", "True");
        clock.advance(Duration.ofSeconds(20));

        all.mesh.setApiServerOff("k8s2", true);

        Condition turned = awaited("k8s2", "Reachable", "False");
        assertThat(turned.getReason()).isEqualTo("AnswersWithAnError");
        assertThat(turned.getMessage())
                .startsWith("the last good answer of its API server came 0 min ago, at 2026-09-01T10:00:")
                .contains("Z: it answers 503: ");

        clock.advance(Duration.ofMinutes(3));
        await().until(() -> condition("k8s2", "Reachable").getMessage().contains("came 3 min ago"));
        assertThat(condition("k8s2", "Reachable").getLastTransitionTime()).isEqualTo(turned.getLastTransitionTime());
    }

    @Test
    void shouldTellTheTimeOfTheLastAnswerOnceAMinuteOnly() {
        all.registry.start();
        awaited("k8s2", "Reachable", "True");
        clock.advance(Duration.ofSeconds(59));
        Instant later = clock.instant();
        await().until(() ->
                all.registry.byName("k8s2").orElseThrow().lastAnswer().equals(Optional.of(later)));

        all.cluster("gke1", spec("gke1"));
        awaited("gke1", "Reachable", "Unknown");
        all.edit("gke1", before -> spec("gke1", Registered.context("none")));
        await().until(() ->
                all.registry.byName("gke1").orElseThrow().problem().orElse("").contains("no context"));

        assertThat(all.status("k8s2").lastAnswer()).isEqualTo(BEGUN);

        clock.advance(Duration.ofSeconds(1));
        await().until(() -> !all.status("k8s2").lastAnswer().equals(BEGUN));
    }

    @Test
    void shouldSayWhyAClusterCantBeUsed() {
        all.registry.start();
        all.cluster("gke1", spec("gke1"));

        Condition reachable = awaited("gke1", "Reachable", "Unknown");
        assertThat(awaited("gke1", "AccessUsable", "False").getMessage()).contains("there is no Secret");
        await().until(() -> condition("gke1", "Reachable").getMessage().contains("there is no Secret"));
        assertThat(reachable.getReason()).isEqualTo("NoAccess");
        assertThat(all.status("gke1").lastAnswer()).isNull();
    }

    @Test
    void shouldSayThatAnUnusableAccessIsNotFollowedWhileTheFormerAnswers() {
        all.registry.start();
        awaited("k8s2", "Reachable", "True");

        all.secret("k8s2", "hidden-token");

        assertThat(awaited("k8s2", "AccessUsable", "False").getMessage())
                .contains("what it said before still holds: key 'kubeconfig' of Secret 'k8s2-kubeconfig'");
        assertThat(condition("k8s2", "Reachable").getStatus()).isEqualTo("True");
        assertThat(Serialization.asJson(all.status("k8s2"))).doesNotContain("hidden-token");
    }

    @Test
    void shouldTryAgainWhatCouldNotBeWritten() {
        all.registry.start();
        awaited("k8s2", "Reachable", "True");
        all.mesh.setApiServerOff("management", true);
        all.mesh.setApiServerOff("k8s2", true);
        await().until(() -> !all.registry.byName("k8s2").orElseThrow().reachable());

        all.mesh.setApiServerOff("management", false);

        awaited("k8s2", "Reachable", "False");
    }

    @Test
    void shouldLeaveWhatSomebodyElseHasWritten() {
        all.registry.start();
        awaited("k8s2", "Reachable", "True");

        var unused = all.management
                .resources(MeshCluster.class)
                .withName("k8s2")
                .edit(cluster -> {
                    cluster.getMetadata().getLabels().put("team", "payments");
                    return cluster;
                });
        all.mesh.setApiServerOff("k8s2", true);

        awaited("k8s2", "Reachable", "False");
        assertThat(all.management
                        .resources(MeshCluster.class)
                        .withName("k8s2")
                        .get()
                        .getMetadata()
                        .getLabels())
                .containsEntry("team", "payments");
    }

    private Condition awaited(String cluster, String type, String status) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> all.status(cluster) != null
                        && condition(cluster, type).getStatus().equals(status));
        return condition(cluster, type);
    }

    private Condition condition(String cluster, String type) {
        return all.status(cluster).conditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
