package dev.gangway.adapter.istio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.control.Preflight.Check;
import dev.gangway.control.Preflight.Result;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ServiceRef;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoutePreflightTest {
    private final Mesh mesh = Mesh.started();
    private final RoutePreflight preflight = new RoutePreflight(mesh.registry, mesh.router);

    @AfterEach
    void stop() {
        mesh.close();
    }

    @Test
    void shouldPassWhatCanBeShifted() {
        List<Check> checks = preflight.check(Plans.CHECKOUT);

        assertThat(checks).allSatisfy(check -> assertThat(check.result()).isEqualTo(Result.PASS));
        assertThat(checks)
                .extracting(Check::id)
                .containsExactly(
                        "source-reachable",
                        "destination-reachable",
                        "service-in-k8s2",
                        "service-in-eks1",
                        "service-ports",
                        "routes-in-k8s2",
                        "starts-at-source-in-k8s2",
                        "routes-in-eks1",
                        "starts-at-source-in-eks1");
    }

    @Test
    void shouldNameTheClustersThatThereAreWhereOneIsUnknown() {
        Check failed = onlyFailure(Plans.to("checkout", "gke1"));

        assertThat(failed)
                .isEqualTo(new Check(
                        "destination-reachable",
                        "destination",
                        Result.FAIL,
                        "there is no cluster 'gke1'",
                        "name one of [eks1, k8s2], or create a MeshCluster for it"));
    }

    @Test
    void shouldNotKnowAClusterThatCantBeReached() {
        mesh.simulated.setApiServerOff("eks1", true);

        await().until(() -> preflight.check(Plans.CHECKOUT).get(1).result() == Result.UNKNOWN);

        List<Check> checks = preflight.check(Plans.CHECKOUT);
        assertThat(checks).hasSize(2);
        assertThat(checks.get(0).result()).isEqualTo(Result.PASS);
        assertThat(checks.get(1).seen()).startsWith("cluster eks1 can't be reached: it answers 503");
    }

    @Test
    void shouldFindNoServiceInEitherCluster() {
        ServiceRef nobody = new ServiceRef("shop", "nobody");

        List<Check> failed = failures(Plans.of(nobody.name()));

        assertThat(failed)
                .extracting(Check::seen)
                .containsExactly(
                        "there is no Service shop/nobody in cluster k8s2",
                        "there is no Service shop/nobody in cluster eks1");
        assertThat(failed).allSatisfy(check -> assertThat(check.todo()).isNotBlank());
    }

    @Test
    void shouldFindTheServiceMissingAtTheSource() {
        shouldFindTheServiceMissing("k8s2");
    }

    @Test
    void shouldFindTheServiceMissingAtTheDestination() {
        shouldFindTheServiceMissing("eks1");
    }

    private void shouldFindTheServiceMissing(String cluster) {
        mesh.client(cluster).services().inNamespace("shop").withName("checkout").delete();

        await().until(() -> failed("service-in-" + cluster));
        assertThat(failures(Plans.CHECKOUT))
                .extracting(Check::seen)
                .contains("there is no Service shop/checkout in cluster " + cluster);
    }

    @Test
    void shouldRefuseAHeadlessService() {
        List<Check> failed = failures(Plans.of("events"));

        assertThat(failed).extracting(Check::id).containsExactly("service-in-k8s2", "service-in-eks1");
        assertThat(failed.get(0).words())
                .startsWith("shop/events in cluster k8s2 is headless: clients address its pods one by one");
    }

    @Test
    void shouldRefusePortsThatDifferInNumber() {
        edit("eks1", service -> {
            service.getSpec().getPorts().get(0).setPort(9090);
            return service;
        });

        await().until(() -> failed("service-ports"));
        assertThat(onlyFailure(Plans.CHECKOUT).seen())
                .isEqualTo("the ports of shop/checkout are [8080 http] in k8s2 and [9090 http] in eks1");
    }

    @Test
    void shouldRefusePortsThatDifferInName() {
        edit("k8s2", service -> {
            service.getSpec().getPorts().get(0).setName("web");
            return service;
        });

        await().until(() -> failed("service-ports"));
        assertThat(onlyFailure(Plans.CHECKOUT).seen())
                .isEqualTo("the ports of shop/checkout are [8080 web] in k8s2 and [8080 http] in eks1");
    }

    @Test
    void shouldAdoptRoutesThatStand() {
        assertThat(failures(Plans.of("gateway"))).isEmpty();
    }

    @Test
    void shouldNameTheRouteThatCantBeDivided() {
        mesh.create("k8s2", routes("clients", "checkout.shop", "v1"), VirtualService.class);

        await().until(() -> failed("unweavable-in-k8s2"));
        assertThat(onlyFailure(Plans.CHECKOUT).words())
                .isEqualTo("VirtualService clients/theirs in cluster k8s2 has \"v1\" at"
                        + " spec.http[0].route[0].destination.subset, which is a subset that no DestinationRule for"
                        + " checkout.shop.svc.cluster.local in namespace shop has: give that rule too");
    }

    @Test
    void shouldRefuseASubsetThatTheDestinationDoesNotHave() {
        mesh.create("k8s2", routes("shop", "checkout", "v1"), VirtualService.class);
        mesh.create("k8s2", rule("shop", "checkout", "v1"), DestinationRule.class);

        await().until(() -> failed("unweavable-in-k8s2"));
        assertThat(onlyFailure(Plans.CHECKOUT).words())
                .contains("which has no counterpart in cluster eks1 yet: no DestinationRule there has the subset")
                .endsWith("let the DestinationRule stand there too");
        mesh.create("eks1", rule("shop", "checkout", "v1"), DestinationRule.class);
        await().until(() -> failures(Plans.CHECKOUT).isEmpty());
    }

    @Test
    void shouldRefuseToJumpWhereAnEarlierShiftHasLeftTraffic() {
        mesh.stand(Plans.target(Stage.ROUTES, 300));

        List<Check> failed = failures(Plans.CHECKOUT);

        assertThat(failed)
                .extracting(Check::seen)
                .containsExactly(
                        "routes of an earlier shift stand at 70/30 k8s2/eks1 in cluster k8s2",
                        "routes of an earlier shift stand at 70/30 k8s2/eks1 in cluster eks1");
        assertThat(failed.get(0).todo()).contains("take the split of shop/checkout out of the routes there");
    }

    @Test
    void shouldGoBackFromWhereAnEarlierShiftHasLeftAllTraffic() {
        mesh.stand(Plans.target(Stage.ROUTES, 1000));

        assertThat(failures(Plans.back("checkout"))).isEmpty();
        assertThat(failures(Plans.CHECKOUT)).hasSize(2);
    }

    @Test
    void shouldRefuseToJumpFromRoutesThatMeanAnotherCluster() {
        mesh.create(
                "k8s2",
                """
                ---
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata:
                  name: gangway-checkout
                  namespace: shop
                  labels: {app.kubernetes.io/managed-by: gangway}
                spec:
                  hosts: [checkout.shop.svc.cluster.local]
                  http:
                    - route:
                        - {destination: {host: checkout.shop.svc.cluster.local, subset: gke1}, weight: 100}
                        - {destination: {host: checkout.shop.svc.cluster.local, subset: k8s2}, weight: 0}
                """,
                VirtualService.class);

        await().until(() -> failed("starts-at-source-in-k8s2"));
        assertThat(onlyFailure(Plans.CHECKOUT).seen())
                .isEqualTo("routes of an earlier shift stand at another split in cluster k8s2");
    }

    private boolean failed(String id) {
        return failures(Plans.CHECKOUT).stream().anyMatch(check -> check.id().equals(id));
    }

    private Check onlyFailure(ShiftPlan plan) {
        List<Check> failed = failures(plan);
        assertThat(failed).hasSize(1);
        return failed.get(0);
    }

    private List<Check> failures(ShiftPlan plan) {
        return preflight.check(plan).stream()
                .filter(check -> check.result() == Result.FAIL)
                .toList();
    }

    private void edit(String cluster, UnaryOperator<Service> change) {
        var unused = mesh.client(cluster)
                .services()
                .inNamespace("shop")
                .withName("checkout")
                .edit(change);
    }

    private static String routes(String namespace, String host, String subset) {
        return """
                ---
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: theirs, namespace: %s}
                spec:
                  hosts: [%s]
                  http: [{route: [{destination: {host: %s, subset: %s}}]}]
                """
                .formatted(namespace, host, host, subset);
    }

    private static String rule(String namespace, String host, String subset) {
        return """
                ---
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: theirs, namespace: %s}
                spec:
                  host: %s
                  subsets: [{name: %s, labels: {version: %s}}]
                """
                .formatted(namespace, host, subset, subset);
    }
}
