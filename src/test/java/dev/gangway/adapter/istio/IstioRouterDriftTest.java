package dev.gangway.adapter.istio;

import static dev.gangway.adapter.istio.Plans.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.control.TrafficRouter.Outcome;
import dev.gangway.domain.shift.ClusterView;
import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.traffic.Weight;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Other people's writes, to our objects and to theirs. */
class IstioRouterDriftTest {
    private static final RouteTarget FIVE = target(Stage.ROUTES, 50);
    private static final String PUT_ROUTES = "PUT /apis/networking.istio.io/v1/namespaces/shop/virtualservices/";

    private Mesh mesh;

    @BeforeEach
    void start() {
        mesh = Mesh.started();
    }

    @AfterEach
    void stop() {
        mesh.close();
    }

    @Test
    void shouldSeeAnEditedWeightAndRepairIt() {
        mesh.stand(FIVE);

        mesh.edit("k8s2", 40);

        await().until(() -> !mesh.shows("k8s2", FIVE));
        assertThat(mesh.view("k8s2", Optional.of(FIVE)))
                .isEqualTo(new ClusterView.Seen(false, Optional.of(Plans.CHECKOUT.split(new Weight(400)))));
        assertThat(mesh.shows("eks1", FIVE)).isTrue();

        Map<String, Outcome> outcomes = mesh.apply(FIVE);

        assertThat(outcomes.get("k8s2").writes()).isEqualTo(1);
        assertThat(outcomes.get("eks1").writes()).isZero();
        mesh.awaitShown(FIVE);
    }

    @Test
    void shouldSeeADeletedSubsetAndRepairIt() {
        mesh.stand(FIVE);

        var unused = mesh.client("eks1")
                .resources(DestinationRule.class)
                .inNamespace("shop")
                .withName("gangway-checkout")
                .edit(rule -> {
                    rule.getSpec().getSubsets().remove(0);
                    return rule;
                });
        await().until(() -> !mesh.shows("eks1", FIVE));

        assertThat(mesh.apply(FIVE).get("eks1").writes()).isEqualTo(1);
        mesh.awaitShown(FIVE);
        assertThat(mesh.subsets("eks1").orElseThrow().getSpec().getSubsets()).hasSize(2);
    }

    @Test
    void shouldSeeADeletedRuleAndPutItBack() {
        mesh.stand(FIVE);

        mesh.client("eks1").resource(mesh.subsets("eks1").orElseThrow()).delete();
        await().until(() -> !mesh.shows("eks1", FIVE));

        mesh.stand(FIVE);
    }

    @Test
    void shouldReadAgainWhenSomebodyElseWroteInBetween() {
        mesh.stand(target(Stage.ROUTES, 0));
        mesh.gates.get("k8s2").beforeNext(PUT_ROUTES, () -> mesh.edit("k8s2", 99));

        Map<String, Outcome> outcomes = mesh.apply(FIVE);

        assertThat(mesh.gates.get("k8s2").isWaiting()).isFalse();
        assertThat(outcomes.values())
                .allSatisfy(outcome -> assertThat(outcome.failure()).isEmpty());
        mesh.awaitShown(FIVE);
    }

    @Test
    void shouldWriteNothingWhenSomebodyElseHasWrittenWhatItWants() {
        mesh.stand(target(Stage.ROUTES, 0));
        mesh.gates.get("k8s2").beforeNext(PUT_ROUTES, () -> mesh.edit("k8s2", 5));

        Outcome outcome = mesh.apply(FIVE).get("k8s2");

        assertThat(outcome.writes()).isZero();
        assertThat(outcome.failure()).isEmpty();
        mesh.awaitShown(FIVE);
    }

    @Test
    void shouldGiveUpForNowWhenSomebodyElseWritesEveryTime() {
        mesh.stand(target(Stage.ROUTES, 0));
        AtomicInteger edits = new AtomicInteger();
        editBeforeEveryPut(edits);

        Map<String, Outcome> outcomes = mesh.apply(FIVE);

        assertThat(outcomes.get("k8s2").failure().orElseThrow()).contains("it answers 409: ");
        assertThat(outcomes.get("eks1").failure()).isEmpty();
        assertThat(edits).hasValue(3);
        assertThat(StandingObjects.split(mesh.routes("k8s2").orElseThrow(), Plans.CHECKOUT))
                .contains(Plans.CHECKOUT.split(new Weight(630)));
    }

    @Test
    void shouldTellInTheViewWhyTheClusterDoesNotTakeWhatIsWritten() {
        mesh.stand(target(Stage.ROUTES, 0));
        AtomicInteger edits = new AtomicInteger();
        editBeforeEveryPut(edits);
        assertThat(mesh.apply(FIVE).get("k8s2").failure()).isPresent();

        assertThat(((ClusterView.Seen) mesh.view("k8s2", Optional.of(FIVE)))
                        .trouble()
                        .orElseThrow()
                        .seen())
                .startsWith("can't write: VirtualService shop/gangway-checkout: it answers 409: ");
    }

    @Test
    void shouldReadAgainWhenWhatIsToGoWasWrittenInBetween() {
        mesh.stand(FIVE);
        mesh.gates.get("k8s2").beforeNext("DELETE ", () -> mesh.edit("k8s2", 99));

        Map<String, Outcome> outcomes = mesh.apply(target(Stage.ROUTES_REMOVED, 0));

        assertThat(mesh.gates.get("k8s2").isWaiting()).isFalse();
        assertThat(outcomes.values())
                .allSatisfy(outcome -> assertThat(outcome.failure()).isEmpty());
        assertThat(mesh.routes("k8s2")).isEmpty();
    }

    @Test
    void shouldNotDeleteWhatSomebodyElseHasPutInThePlaceOfOurs() {
        mesh.stand(FIVE);
        mesh.gates.get("k8s2").beforeNext("DELETE ", () -> {
            mesh.client("k8s2").resource(mesh.routes("k8s2").orElseThrow()).delete();
            foreignRoutes("k8s2");
        });

        Outcome outcome = mesh.apply(target(Stage.ROUTES_REMOVED, 0)).get("k8s2");

        assertThat(outcome.failure()).isEmpty();
        assertThat(mesh.routes("k8s2").orElseThrow().getMetadata().getLabels()).containsEntry("team", "storefront");
    }

    @Test
    void shouldNeverTouchWhatHasOurNameAndIsNotOurs() {
        VirtualService theirs = foreignRoutes("k8s2");
        List<String> others = mesh.others();

        Map<String, Outcome> outcomes = mesh.apply(FIVE);

        assertThat(outcomes.get("k8s2").failure().orElseThrow())
                .startsWith("VirtualService shop/gangway-checkout, metadata.name")
                .endsWith("and this one is not Gangway's; rename it");
        assertThat(outcomes.get("eks1").failure().orElseThrow()).contains("has no counterpart in cluster k8s2 yet");
        assertThat(mesh.routes("k8s2")).contains(theirs);
        assertThat(mesh.shows("k8s2", FIVE)).isFalse();
        for (Stage stage : List.of(Stage.ROUTES_REMOVED, Stage.CLIENT_SUBSETS_REMOVED, Stage.REMOVED)) {
            mesh.stand(target(stage, 0));
        }
        assertThat(mesh.others()).isEqualTo(others);
        assertThat(mesh.ours()).containsExactly("k8s2 VirtualService"); // theirs, by our name
    }

    @Test
    void shouldTakeOverWhatAnEarlierShiftOfTheServiceHasLeft() {
        mesh.stand(target(Stage.SUBSETS, 0));
        assertThat(mesh.apply(Plans.back("checkout"), FIVE).values())
                .allSatisfy(outcome -> assertThat(outcome.failure()).isEmpty());
        List<String> others = mesh.others();

        mesh.stand(FIVE);

        assertThat(StandingObjects.shift(mesh.routes("k8s2").orElseThrow()))
                .isEqualTo(Plans.CHECKOUT.id().name());
        assertThat(mesh.others()).isEqualTo(others);
    }

    @Test
    void shouldExportItsRuleAsTheOneThatStandsInThatCluster() {
        mesh.create(
                "eks1",
                """
                ---
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: theirs, namespace: shop}
                spec:
                  host: checkout
                  exportTo: [".", istio-system]
                  trafficPolicy: {connectionPool: {http: {maxRetries: 3}}}
                """,
                DestinationRule.class);
        await().until(() -> !mesh.router
                .routes(Plans.EKS1)
                .orElseThrow()
                .objects(Plans.CHECKOUT.service())
                .isEmpty());
        List<String> others = mesh.others();

        mesh.stand(target(Stage.SUBSETS, 0));

        assertThat(mesh.subsets("eks1").orElseThrow().getSpec().getExportTo()).containsExactly(".", "istio-system");
        assertThat(mesh.subsets("k8s2").orElseThrow().getSpec().getExportTo()).isNullOrEmpty();
        assertThat(mesh.others()).isEqualTo(others);
    }

    private void editBeforeEveryPut(AtomicInteger edits) {
        mesh.gates.get("k8s2").beforeNext(PUT_ROUTES, () -> {
            mesh.edit("k8s2", 60 + edits.incrementAndGet());
            editBeforeEveryPut(edits);
        });
    }

    private VirtualService foreignRoutes(String cluster) {
        VirtualService theirs = Serialization.unmarshal(
                """
                ---
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: gangway-checkout, namespace: shop, labels: {team: storefront}}
                spec:
                  hosts: [checkout]
                  http: [{route: [{destination: {host: checkout}}]}]
                """,
                VirtualService.class);
        return mesh.client(cluster).resource(theirs).create();
    }
}
