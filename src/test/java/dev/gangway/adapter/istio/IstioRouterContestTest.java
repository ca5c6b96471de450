package dev.gangway.adapter.istio;

import static dev.gangway.adapter.istio.Plans.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.domain.shift.ClusterView;
import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.shift.RouteTrouble;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A second writer who puts the routes back, as Argo CD's self-heal does. */
class IstioRouterContestTest {
    private static final RouteTarget FIVE = target(Stage.ROUTES, 50);

    private Mesh mesh;

    @BeforeEach
    void start() {
        mesh = Mesh.started();
        for (String cluster : List.of("k8s2", "eks1")) {
            Adopted.standIn(mesh.client(cluster));
        }
        await().until(() -> mesh.router
                        .routes(Plans.K8S2)
                        .orElseThrow()
                        .objects(Plans.CHECKOUT.service())
                        .size()
                == 2);
        mesh.stand(FIVE);
    }

    @AfterEach
    void stop() {
        mesh.close();
    }

    @Test
    void shouldRepairOnceAndThenLeaveItAlone() {
        putBack("argocd-controller");
        assertThat(mesh.apply(FIVE).get("k8s2").writes()).isEqualTo(1);
        putBack("argocd-controller");

        assertThat(trouble().contestedBy()).contains("argocd-controller");
        assertThat(trouble().seen())
                .isEqualTo("VirtualService shop/checkout is put back by argocd-controller whenever it is written");
        for (int round = 0; round < 3; round++) {
            assertThat(mesh.apply(FIVE).get("k8s2").writes()).isZero();
        }
        assertThat(mesh.apply(FIVE).get("k8s2").failure())
                .contains("VirtualService shop/checkout is left alone, as argocd-controller puts it back");
    }

    @Test
    void shouldTryARollbackOnceAllTheSame() {
        contest();

        RouteTarget baseline = target(Stage.ROUTES, 0);
        assertThat(mesh.apply(baseline).get("k8s2").writes()).isEqualTo(1);
        mesh.awaitShown(baseline);
        putBack("argocd-controller");

        assertThat(mesh.apply(baseline).get("k8s2").writes()).isZero();
    }

    @Test
    void shouldBeginAnewWhenItIsSettled() {
        contest();

        mesh.router.forget(Plans.CHECKOUT.id());

        assertThat(mesh.apply(FIVE).get("k8s2").writes()).isEqualTo(1);
        mesh.awaitShown(FIVE);
    }

    @Test
    void shouldTakeAWatchThatLagsBehindForNobodysDoing() {
        for (int permille : new int[] {60, 70, 80, 90, 100}) {
            assertThat(mesh.apply(target(Stage.ROUTES, permille)).get("k8s2").writes())
                    .isEqualTo(1);
            ClusterView view = mesh.view("k8s2", Optional.of(target(Stage.ROUTES, permille)));
            assertThat(((ClusterView.Seen) view).trouble()).isEmpty();
        }
        mesh.awaitShown(target(Stage.ROUTES, 100));
    }

    @Test
    void shouldWriteUnderTheNameByWhichItTellsItselfFromRivals() {
        assertThat(mesh.registry.members()).allSatisfy(member -> assertThat(
                        member.client().getConfiguration().getUserAgent())
                .isEqualTo("gangway"));
    }

    @ParameterizedTest
    @CsvSource({
        "argocd-application-controller, RespectIgnoreDifferences=true",
        "kustomize-controller, kubectl annotate virtualservice -n shop checkout kustomize.toolkit.fluxcd.io/reconcile=disabled",
        "helm-controller, driftDetection",
        "terraform, stop terraform from writing it for the time of the shift"
    })
    void shouldTellTheWayOutForWhoeverItIs(String manager, String wayOut) {
        assertThat(Rival.wayOut(manager, new ObjectKey(IstioKind.VIRTUAL_SERVICE, "shop", "checkout")))
                .contains(wayOut);
    }

    @Test
    void shouldNameExactlyThisObjectInArgoCdsApplication() {
        assertThat(Rival.wayOut("argocd-controller", new ObjectKey(IstioKind.VIRTUAL_SERVICE, "shop", "checkout")))
                .isEqualTo(
                        """
                        put this into the Application that has it, then resume:
                        spec:
                          ignoreDifferences:
                            - group: networking.istio.io
                              kind: VirtualService
                              namespace: shop
                              name: checkout
                              jsonPointers:
                                - /spec/http
                                - /spec/tcp
                                - /spec/tls
                                - /metadata/annotations/gangway.dev~1woven
                          syncPolicy:
                            syncOptions:
                              - RespectIgnoreDifferences=true""");
    }

    private void contest() {
        putBack("argocd-controller");
        var unused = mesh.apply(FIVE);
        putBack("argocd-controller");
        assertThat(mesh.apply(FIVE).get("k8s2").writes()).isZero();
    }

    private void putBack(String manager) {
        Adopted.putBack(mesh.client("k8s2"), manager);
        await().until(() -> !mesh.shows("k8s2", FIVE) && !mesh.shows("k8s2", target(Stage.ROUTES, 0)));
        // A look at the very version that put it back.
        await().until(() -> Adopted.version(mesh.client("k8s2"))
                .equals(mesh.router.routes(Plans.K8S2).orElseThrow().objects(Plans.CHECKOUT.service()).stream()
                        .filter(object -> object.at("/metadata/name").asText().equals("checkout"))
                        .filter(object -> IstioKind.of(object) == IstioKind.VIRTUAL_SERVICE)
                        .map(object -> object.at("/metadata/resourceVersion").asText())
                        .findFirst()
                        .orElse("")));
        var unused = mesh.view("k8s2", Optional.of(FIVE));
    }

    private RouteTrouble trouble() {
        return ((ClusterView.Seen) mesh.view("k8s2", Optional.of(FIVE)))
                .trouble()
                .orElseThrow();
    }
}
