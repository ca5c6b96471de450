package dev.gangway.adapter.istio;

import static dev.gangway.adapter.istio.Plans.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.domain.shift.ClusterView;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.traffic.Weight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routes that stand already are divided where they are, and put back as they were. */
class IstioRouterAdoptionTest {
    private Mesh mesh;

    @BeforeEach
    void start() {
        mesh = Mesh.started();
        for (String cluster : List.of("k8s2", "eks1")) {
            Adopted.standIn(mesh.client(cluster));
        }
        await().until(() -> List.of(Plans.K8S2, Plans.EKS1).stream()
                .allMatch(cluster -> mesh.router
                                .routes(cluster)
                                .orElseThrow()
                                .objects(Plans.CHECKOUT.service())
                                .size()
                        == 2));
    }

    @AfterEach
    void stop() {
        mesh.close();
    }

    @Test
    void shouldDivideTheRoutesThatStandAndAddNone() {
        mesh.stand(target(Stage.ROUTES, 100));

        assertThat(mesh.ours()).containsExactly("eks1 DestinationRule", "k8s2 DestinationRule");
        for (String cluster : List.of("k8s2", "eks1")) {
            ObjectNode routes = Adopted.routes(mesh.client(cluster));
            assertThat(shares(routes, 0)).containsExactly("v2-k8s2 90", "v2-eks1 10");
            assertThat(shares(routes, 1)).containsExactly("v1-k8s2 81", "v1-eks1 9", " 10");
            assertThat(routes.at("/spec/http/0/fromTheFuture"))
                    .isEqualTo(Adopted.original().at("/spec/http/0/fromTheFuture"));
            assertThat(mesh.view(cluster, Optional.empty()))
                    .isEqualTo(new ClusterView.Seen(true, Optional.of(Plans.CHECKOUT.split(new Weight(100)))));
        }
    }

    @Test
    void shouldPutThemBackAsTheyWere() {
        mesh.epoch = 7;
        mesh.stand(target(Stage.ROUTES, 300));

        assertThat(Adopted.routes(mesh.client("k8s2"))
                        .at("/metadata/annotations")
                        .path("gangway.dev/epoch")
                        .asText())
                .isEqualTo("7");

        for (Stage stage : List.of(Stage.ROUTES_REMOVED, Stage.CLIENT_SUBSETS_REMOVED, Stage.REMOVED)) {
            mesh.stand(target(stage, 0));
        }

        assertThat(mesh.ours()).isEmpty();
        assertThat(Adopted.routes(mesh.client("k8s2"))).isEqualTo(Adopted.original());
        assertThat(Adopted.routes(mesh.client("eks1"))).isEqualTo(Adopted.original());
    }

    @Test
    void shouldGoOnFromWhatStandsAfterARestartThatHasLostEverything() {
        mesh.stand(target(Stage.ROUTES, 300));
        mesh.restart();

        mesh.stand(target(Stage.ROUTES, 0));
        mesh.stand(target(Stage.ROUTES_REMOVED, 0));

        assertThat(Adopted.routes(mesh.client("k8s2"))).isEqualTo(Adopted.original());
    }

    @Test
    void shouldTellWhichRouteCantBeDividedAndStillTakeTheOthersBack() {
        mesh.stand(target(Stage.ROUTES, 300));
        var unused = mesh.create(
                "k8s2",
                """
                ---
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: late, namespace: till}
                spec: {hosts: [late], http: [{route: [{destination: {host: checkout.shop, subset: v9}}]}]}
                """,
                io.fabric8.istio.api.networking.v1.VirtualService.class);
        await().until(() -> !mesh.shows("k8s2", target(Stage.ROUTES, 300)));

        assertThat(mesh.apply(target(Stage.ROUTES, 0)).get("k8s2").failure().orElseThrow())
                .startsWith("VirtualService till/late, spec.http[0].route[0].destination.subset: \"v9\"");

        assertThat(shares(Adopted.routes(mesh.client("k8s2")), 0)).containsExactly("v2-k8s2 100", "v2-eks1 0");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(mesh.view("k8s2", Optional.of(target(Stage.ROUTES, 0))))
                        .isInstanceOfSatisfying(ClusterView.Seen.class, seen -> {
                            assertThat(seen.showsTarget()).isFalse();
                            assertThat(seen.trouble().orElseThrow().seen())
                                    .startsWith("can't weave the split into VirtualService till/late");
                        }));
    }

    @Test
    void shouldTakeTheTrafficBackWhereSomebodyHasRemovedTheNoteAndLeftTheWeights() {
        mesh.stand(target(Stage.ROUTES, 300));
        Adopted.loseAnnotations(mesh.client("k8s2"));
        await().until(() -> !mesh.shows("k8s2", target(Stage.ROUTES, 300)));

        mesh.stand(target(Stage.ROUTES, 0));
        assertThat(shares(Adopted.routes(mesh.client("k8s2")), 1)).containsExactly("v1-k8s2 90", "v1-eks1 0", " 10");
        mesh.stand(target(Stage.ROUTES_REMOVED, 0));

        ObjectNode restored = Adopted.routes(mesh.client("k8s2"));
        assertThat(shares(restored, 0)).containsExactly("v2 100");
        assertThat(shares(restored, 1)).containsExactly("v1 90", " 10");
    }

    @Test
    void shouldTakeAPinToOneClusterForSomebodysOwn() {
        mesh.stand(target(Stage.ROUTES, 300));
        var unused = mesh.create(
                "k8s2",
                """
                ---
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: pin, namespace: shop}
                spec: {hosts: [pin], http: [{route: [{destination: {host: checkout, subset: v1-eks1}}]}]}
                """,
                io.fabric8.istio.api.networking.v1.VirtualService.class);
        await().until(() -> !mesh.shows("k8s2", target(Stage.ROUTES, 300)));

        assertThat(mesh.apply(target(Stage.ROUTES, 300)).get("k8s2").failure().orElseThrow())
                .startsWith(
                        "VirtualService shop/pin, spec.http[0].route[0].destination.subset: \"v1-eks1\" is named like");
    }

    @Test
    void shouldTellOfAChangeOfSomebodyElsesRoutes() {
        mesh.stand(target(Stage.ROUTES, 0));
        mesh.changed.clear();

        Adopted.putBack(mesh.client("k8s2"), "kubectl");

        await().until(() -> mesh.changed.contains(Plans.CHECKOUT.id()));
        await().until(() -> !mesh.shows("k8s2", target(Stage.ROUTES, 0)));
    }

    private static List<String> shares(ObjectNode routes, int rule) {
        List<String> shares = new ArrayList<>();
        for (JsonNode destination : routes.at("/spec/http/" + rule + "/route")) {
            shares.add(destination.at("/destination/subset").asText("") + " "
                    + destination.path("weight").asText());
        }
        return shares;
    }
}
