package dev.gangway.adapter.istio;

import static dev.gangway.adapter.istio.Plans.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.control.TrafficRouter.Outcome;
import dev.gangway.domain.shift.ClusterView;
import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.traffic.Weight;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written where, stage by stage. */
class IstioRouterStagesTest {
    private static final ShiftId ID = new ShiftId("shop", "checkout-to-eks1");

    private Mesh mesh;
    private List<String> others;

    @BeforeEach
    void start() {
        mesh = Mesh.started();
        others = mesh.others();
    }

    @AfterEach
    void stop() {
        assertThat(mesh.others()).as("what is not ours").isEqualTo(others);
        mesh.close();
    }

    @Test
    void shouldWriteTheDestinationsSubsetsFirst() {
        RouteTarget target = target(Stage.DESTINATION_SUBSETS, 0);

        Map<String, Outcome> outcomes = mesh.apply(target);

        assertThat(mesh.ours()).containsExactly("eks1 DestinationRule");
        assertThat(outcomes.get("eks1").writes()).isEqualTo(1);
        assertThat(outcomes.get("k8s2").writes()).isZero();
        mesh.awaitShown(target);
    }

    @Test
    void shouldWriteTheClientsSubsetsNext() {
        mesh.stand(target(Stage.DESTINATION_SUBSETS, 0));

        Map<String, Outcome> outcomes = mesh.apply(target(Stage.SUBSETS, 0));

        assertThat(mesh.ours()).containsExactly("eks1 DestinationRule", "k8s2 DestinationRule");
        assertThat(outcomes.get("eks1").writes()).isZero();
        assertThat(outcomes.get("k8s2").writes()).isEqualTo(1);
        assertThat(mesh.subsets("k8s2").orElseThrow().getSpec())
                .isEqualTo(mesh.subsets("eks1").orElseThrow().getSpec());
    }

    @Test
    void shouldNameANewSubsetInRoutesOnlyAfterThePassThatHasWrittenItsRule() {
        mesh.stand(target(Stage.SUBSETS, 0));
        var unused =
                mesh.client("k8s2").resource(mesh.subsets("k8s2").orElseThrow()).delete();
        await().until(() -> !mesh.shows("k8s2", target(Stage.SUBSETS, 0)));

        assertThat(mesh.apply(target(Stage.ROUTES, 0)).get("k8s2").writes()).isEqualTo(1);
        assertThat(mesh.ours()).contains("k8s2 DestinationRule").doesNotContain("k8s2 VirtualService");
        assertThat(mesh.apply(target(Stage.ROUTES, 0)).get("k8s2").writes()).isEqualTo(1);
        assertThat(mesh.ours()).contains("k8s2 VirtualService");
    }

    @Test
    void shouldWriteTheRoutesLast() {
        mesh.stand(target(Stage.SUBSETS, 0));

        Map<String, Outcome> outcomes = mesh.apply(target(Stage.ROUTES, 0));

        assertThat(mesh.ours())
                .containsExactly(
                        "eks1 DestinationRule", "eks1 VirtualService", "k8s2 DestinationRule", "k8s2 VirtualService");
        assertThat(outcomes.values())
                .allSatisfy(outcome -> assertThat(outcome.writes()).isEqualTo(1));
        mesh.awaitShown(target(Stage.ROUTES, 0));
        assertThat(mesh.view("k8s2", Optional.of(target(Stage.ROUTES, 0))))
                .isEqualTo(new ClusterView.Seen(true, Optional.of(Plans.CHECKOUT.baseline())));
    }

    @Test
    void shouldMoveTheWeightInEveryClusterWithOneWriteEach() {
        mesh.stand(target(Stage.ROUTES, 0));
        assertThat(mesh.shows("k8s2", target(Stage.ROUTES, 5))).isFalse();

        Map<String, Outcome> outcomes = mesh.apply(target(Stage.ROUTES, 5));

        assertThat(outcomes.values())
                .allSatisfy(outcome -> assertThat(outcome.writes()).isEqualTo(1));
        mesh.awaitShown(target(Stage.ROUTES, 5));
        for (String cluster : List.of("k8s2", "eks1")) {
            assertThat(mesh.view(cluster, Optional.empty()))
                    .isEqualTo(new ClusterView.Seen(true, Optional.of(Plans.CHECKOUT.split(new Weight(5)))));
        }
    }

    @Test
    void shouldNameNoSubsetThatTheOtherClusterDoesNotHaveYet() {
        Map<String, Outcome> outcomes = mesh.apply(target(Stage.ROUTES, 0));

        assertThat(mesh.ours()).containsExactly("eks1 DestinationRule", "k8s2 DestinationRule");
        assertThat(outcomes.get("k8s2").failure().orElseThrow()).contains("has no counterpart in cluster eks1 yet");
    }

    @Test
    void shouldWriteNothingTheSecondTime() {
        for (Stage stage : Stage.values()) {
            mesh.stand(target(stage, 0));
            List<String> versions = mesh.versions();

            Map<String, Outcome> again = mesh.apply(target(stage, 0));

            assertThat(again.values())
                    .allSatisfy(outcome -> assertThat(outcome.writes()).isZero());
            assertThat(mesh.versions()).isEqualTo(versions);
        }
    }

    @Test
    void shouldNotGoBackToAnEarlierStageOnTheWayUp() {
        mesh.stand(target(Stage.ROUTES, 300));
        List<String> versions = mesh.versions();

        mesh.stand(target(Stage.DESTINATION_SUBSETS, 0));
        mesh.stand(target(Stage.SUBSETS, 0));

        assertThat(mesh.versions()).isEqualTo(versions);
    }

    @Test
    void shouldTakeTheRoutesAwayFirst() {
        mesh.stand(target(Stage.ROUTES, 300));

        Map<String, Outcome> outcomes = mesh.apply(target(Stage.ROUTES_REMOVED, 0));

        assertThat(mesh.ours()).containsExactly("eks1 DestinationRule", "k8s2 DestinationRule");
        assertThat(outcomes.values())
                .allSatisfy(outcome -> assertThat(outcome.writes()).isEqualTo(1));
        mesh.awaitShown(target(Stage.ROUTES_REMOVED, 0));
        assertThat(mesh.view("k8s2", Optional.empty())).isEqualTo(new ClusterView.Seen(true, Optional.empty()));
    }

    @Test
    void shouldTakeTheDestinationsSubsetsAwayLast() {
        mesh.stand(target(Stage.SUBSETS, 0));

        mesh.stand(target(Stage.CLIENT_SUBSETS_REMOVED, 0));
        assertThat(mesh.ours()).containsExactly("eks1 DestinationRule");

        mesh.stand(target(Stage.REMOVED, 0));
        assertThat(mesh.ours()).isEmpty();
    }

    @Test
    void shouldTakeTheRoutesAwayBeforeTheSubsetsWhereBothGoAtOnce() {
        mesh.stand(target(Stage.ROUTES, 0));
        mesh.gates
                .get("k8s2")
                .beforeNext(
                        "DELETE /apis/networking.istio.io/v1/namespaces/shop/destinationrules",
                        () -> assertThat(mesh.routes("k8s2")).isEmpty());

        Map<String, Outcome> outcomes = mesh.apply(target(Stage.REMOVED, 0));

        assertThat(outcomes.values()).allSatisfy(outcome -> {
            assertThat(outcome.writes()).isEqualTo(2);
            assertThat(outcome.failure()).isEmpty();
        });
        assertThat(mesh.gates.get("k8s2").isWaiting()).isFalse();
        assertThat(mesh.ours()).isEmpty();
    }

    @Test
    void shouldTellOfEveryChangeOfOurObjects() {
        mesh.stand(target(Stage.SUBSETS, 0));
        await().until(() -> mesh.changed.contains(ID));

        for (RouteTarget target : List.of(target(Stage.ROUTES, 0), target(Stage.ROUTES, 10))) {
            mesh.changed.clear();
            mesh.stand(target);
            await().until(() -> mesh.changed.contains(ID));
        }
        mesh.changed.clear();
        mesh.client("k8s2").resource(mesh.routes("k8s2").orElseThrow()).delete();
        await().until(() -> mesh.changed.contains(ID));
        assertThat(mesh.changed).containsOnly(ID);
    }

    @Test
    void shouldSignTheObjectsWithTheShiftThatTheyBelongTo() {
        mesh.stand(target(Stage.ROUTES, 0));

        assertThat(StandingObjects.shift(mesh.routes("eks1").orElseThrow())).isEqualTo(ID.name());
        assertThat(StandingObjects.shift(mesh.subsets("k8s2").orElseThrow())).isEqualTo(ID.name());
    }
}
