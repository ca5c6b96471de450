package dev.gangway.adapter.istio;

import static dev.gangway.adapter.istio.Plans.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.adapter.cluster.MeshCluster;
import dev.gangway.control.TrafficRouter.Outcome;
import dev.gangway.domain.shift.ClusterView;
import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.shift.RouteTarget.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clusters that are away, hang, come back, or are not known at all. */
class IstioRouterOutageTest {
    private static final RouteTarget BASELINE = target(Stage.ROUTES, 0);
    private static final RouteTarget FIVE = target(Stage.ROUTES, 50);

    private Mesh mesh;

    @AfterEach
    void stop() {
        mesh.close();
    }

    @Test
    void shouldWriteTheOtherClusterWhenOneIsAway() {
        mesh = Mesh.started();
        mesh.stand(FIVE);
        mesh.simulated.setApiServerOff("eks1", true);

        Map<String, Outcome> outcomes = mesh.apply(BASELINE);

        assertThat(outcomes.get("eks1").failure().orElseThrow()).startsWith("it answers 503: ");
        assertThat(outcomes.get("k8s2").failure()).isEmpty();
        assertThat(outcomes.get("k8s2").writes()).isEqualTo(1);
        await().until(() -> mesh.view("eks1", Optional.of(BASELINE)) instanceof ClusterView.Unreachable);
        assertThat(mesh.view("eks1", Optional.of(BASELINE)).showsTarget()).isFalse();
        await().until(() -> mesh.shows("k8s2", BASELINE));
    }

    @Test
    void shouldSeeWhatStandsWhenTheClusterComesBack() {
        mesh = Mesh.started();
        mesh.stand(FIVE);
        mesh.simulated.setApiServerOff("eks1", true);
        await().until(() -> mesh.view("eks1", Optional.of(FIVE)) instanceof ClusterView.Unreachable);

        mesh.simulated.setApiServerOff("eks1", false);
        mesh.edit("eks1", 40);

        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        mesh.view("eks1", Optional.of(FIVE)) instanceof ClusterView.Seen seen && !seen.showsTarget());
        assertThat(mesh.apply(FIVE).get("eks1").failure()).isEmpty();
        await().atMost(Duration.ofSeconds(30)).until(() -> mesh.shows("eks1", FIVE));
    }

    @Test
    void shouldFindAClusterThatWasAwayWhenItJoined() {
        mesh = new Mesh(Duration.ofSeconds(30));
        mesh.simulated.setApiServerOff("k8s2", true);
        mesh.registry.start();
        mesh.awaitSeen("eks1");
        assertThat(mesh.view("k8s2", Optional.empty())).isInstanceOf(ClusterView.Unreachable.class);
        assertThat(mesh.router.view(Plans.CHECKOUT, Optional.of(BASELINE), 0)).containsKey(Plans.K8S2);

        mesh.simulated.setApiServerOff("k8s2", false);

        mesh.awaitSeen("k8s2");
        mesh.stand(BASELINE);
    }

    @Test
    void shouldNotLetAClusterThatHangsHoldUpTheOther() {
        mesh = Mesh.started();
        mesh.stand(FIVE);
        mesh.gates.get("eks1").shut(true);

        CompletableFuture<List<Outcome>> outcomes =
                mesh.router.apply(Plans.CHECKOUT, BASELINE, 0).subscribeAsCompletionStage();

        await().until(() -> mesh.shows("k8s2", BASELINE));
        assertThat(outcomes).isNotDone();
        mesh.gates.get("eks1").shut(false);
        await().until(() -> mesh.shows("eks1", BASELINE));
        assertThat(outcomes.join())
                .allSatisfy(outcome -> assertThat(outcome.failure()).isEmpty());
    }

    @Test
    void shouldWriteOnlyTheNewestTargetOfThoseThatWait() {
        mesh = Mesh.started();
        mesh.stand(FIVE);
        mesh.gates.get("eks1").shut(true);
        var first =
                mesh.router.apply(Plans.CHECKOUT, target(Stage.ROUTES, 100), 0).subscribeAsCompletionStage();
        await().until(() -> mesh.shows("k8s2", target(Stage.ROUTES, 100)));

        var second =
                mesh.router.apply(Plans.CHECKOUT, target(Stage.ROUTES, 200), 0).subscribeAsCompletionStage();
        var third = mesh.router.apply(Plans.CHECKOUT, BASELINE, 0).subscribeAsCompletionStage();
        mesh.gates.get("eks1").shut(false);

        assertThat(List.of(first.join(), second.join(), third.join())).allSatisfy(outcomes -> assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(outcome.failure()).isEmpty()));
        mesh.awaitShown(BASELINE);
    }

    @Test
    void shouldGiveUpAClusterThatHangsTooLong() {
        mesh = new Mesh(Duration.ofMillis(500));
        mesh.registry.start();
        mesh.awaitSeen("k8s2");
        mesh.awaitSeen("eks1");
        mesh.stand(BASELINE);
        mesh.gates.get("eks1").shut(true);

        Map<String, Outcome> outcomes = mesh.apply(FIVE);

        assertThat(outcomes.get("eks1").failure()).contains("it does not answer in time");
        assertThat(outcomes.get("k8s2").failure()).isEmpty();
        await().until(() ->
                mesh.view("eks1", Optional.empty()).equals(new ClusterView.Unreachable("it does not answer in time")));
    }

    @Test
    void shouldGoBackInTheClusterThatIsLeftWhenTheOtherIsNotKnownAnyMore() {
        mesh = Mesh.started();
        mesh.stand(FIVE);
        mesh.simulated
                .client("management")
                .resources(MeshCluster.class)
                .withName("k8s2")
                .delete();
        await().until(() -> mesh.registry.find(Plans.K8S2).isEmpty());

        Map<String, Outcome> outcomes = mesh.apply(BASELINE);

        assertThat(outcomes.get("k8s2").failure()).contains("there is no MeshCluster 'k8s2'");
        assertThat(outcomes.get("eks1").failure()).isEmpty();
        assertThat(StandingObjects.split(mesh.routes("eks1").orElseThrow(), Plans.CHECKOUT))
                .contains(Plans.CHECKOUT.baseline());
        assertThat(mesh.view("k8s2", Optional.of(BASELINE)))
                .isEqualTo(new ClusterView.Unreachable("there is no MeshCluster 'k8s2'"));
    }

    @Test
    void shouldWriteNoRoutesToSubsetsThatItCantWrite() {
        mesh = Mesh.started();
        mesh.simulated
                .client("management")
                .resources(MeshCluster.class)
                .withName("k8s2")
                .delete();
        await().until(() -> mesh.registry.find(Plans.K8S2).isEmpty());

        Map<String, Outcome> outcomes = mesh.apply(BASELINE);

        assertThat(outcomes.get("eks1").failure()).hasValueSatisfying(why -> assertThat(why)
                .endsWith("the network of one of the two clusters is not known"));
        assertThat(mesh.ours()).isEmpty();
        mesh.apply(target(Stage.REMOVED, 0));
    }

    @Test
    void shouldKnowNothingOfAClusterThatNeverWas() {
        mesh = Mesh.started();
        var plan = Plans.to("checkout", "gke1");

        assertThat(mesh.router.view(plan, Optional.of(BASELINE), 0))
                .containsEntry(plan.destination(), new ClusterView.Unreachable("there is no MeshCluster 'gke1'"))
                .containsOnlyKeys(Plans.K8S2, Plans.EKS1, plan.destination());
    }
}
