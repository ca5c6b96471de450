package dev.gangway.adapter.istio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.control.Preflight.Check;
import dev.gangway.control.Preflight.Result;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.VirtualService;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What others have for a host, as preflight finds it in the clusters. */
class OthersRoutesPreflightTest {
    private static final String TO_CHECKOUT =
            "http: [{route: [{destination: {host: checkout.shop.svc.cluster.local}}]}]";

    private final Mesh mesh = Mesh.started();
    private final RoutePreflight preflight = new RoutePreflight(mesh.registry, mesh.router);

    @AfterEach
    void stop() {
        mesh.close();
    }

    @Test
    void shouldWarnOfRoutesThatTheirClientsFollowInsteadOfGangways() {
        routes("k8s2", "till", "hosts: [checkout.shop], exportTo: [.], " + TO_CHECKOUT);
        routes("eks1", "edge", "hosts: [shop.example.com], gateways: [edge], " + TO_CHECKOUT);
        routes("eks1", "till", TO_CHECKOUT);
        routes("eks1", "shop", "hosts: ['*.shop.svc.cluster.local'], http: [{redirect: {uri: /}}]");

        await().until(() -> told().size() == 4);
        assertThat(told())
                .extracting(Check::id)
                .containsExactlyInAnyOrder(
                        "private-routes-in-k8s2",
                        "gateway-routes-in-eks1",
                        "delegate-routes-in-eks1",
                        "wildcard-routes-in-eks1");
        assertThat(told()).allSatisfy(check -> {
            assertThat(check.result()).isEqualTo(Result.WARN);
            assertThat(check.isObstacle()).isFalse();
            assertThat(check.todo()).isNotBlank();
        });
        assertThat(told().get(0).seen())
                .isEqualTo(
                        "VirtualService till/theirs in cluster k8s2 is for checkout.shop.svc.cluster.local and private:"
                                + " clients in till follow it and not Gangway's routes, and nothing tells so");
    }

    @Test
    void shouldWarnOfRulesThatShadowGangwaysSubsets() {
        rule("k8s2", "till", "host: checkout.shop.svc.cluster.local");
        rule("eks1", "istio-system", "host: '*.local'");

        await().until(() -> told().size() == 2);
        assertThat(told())
                .extracting(check -> check.result() + " " + check.id())
                .containsExactly("WARN shadowing-rule-in-k8s2", "WARN wildcard-rule-in-eks1");
    }

    @Test
    void shouldRefuseARuleThatBreaksRequestsToTheOtherNetwork() {
        rule("eks1", "shop", "host: checkout, trafficPolicy: {tls: {mode: SIMPLE, sni: checkout.example.com}}");

        await().until(() -> !told().isEmpty());
        assertThat(told()).singleElement().satisfies(check -> {
            assertThat(check.result()).isEqualTo(Result.FAIL);
            assertThat(check.words())
                    .startsWith("DestinationRule shop/theirs in cluster eks1 has \"checkout.example.com\" at"
                            + " spec.trafficPolicy.tls.sni, which is sent in place of the name")
                    .endsWith(": remove it");
        });
    }

    @Test
    void shouldRefuseARuleThatIsForSomeWorkloadsAlone() {
        rule("k8s2", "shop", "host: checkout, workloadSelector: {matchLabels: {app: till}}");

        await().until(() -> !told().isEmpty());
        assertThat(told())
                .extracting(check -> check.result() + " " + check.id())
                .containsExactly("FAIL unjoinable-rule-in-k8s2");
    }

    @Test
    void shouldWarnOfASubsetThatIsNamedLikeACluster() {
        rule("k8s2", "shop", "host: checkout, subsets: [{name: v1}, {name: eks1, labels: {version: v1}}]");

        await().until(() -> !told().isEmpty());
        assertThat(told()).singleElement().satisfies(check -> {
            assertThat(check.result() + " " + check.id()).isEqualTo("WARN second-subset-in-k8s2");
            assertThat(check.words())
                    .isEqualTo(
                            "DestinationRule shop/theirs in cluster k8s2 has a subset 'eks1', as Gangway's rule will: Istio"
                                    + " takes the one of the older rule: rename it, or see that it has the label of that cluster's"
                                    + " network and no other");
        });
    }

    @Test
    void shouldNameObjectsThatCantBeRead() {
        mesh.create("k8s2", object("VirtualService", "till", "spec: null"), VirtualService.class);
        mesh.create("eks1", object("DestinationRule", "till", "spec: {}"), DestinationRule.class);

        await().until(() -> told().size() == 2);
        assertThat(told())
                .extracting(check -> check.result() + " " + check.id())
                .containsExactly("WARN unreadable-in-k8s2", "WARN unreadable-in-eks1");
        assertThat(told().get(0).seen()).startsWith("VirtualService till/theirs in cluster k8s2 has nothing at spec");
    }

    private List<Check> told() {
        return preflight.check(Plans.CHECKOUT).stream()
                .filter(check -> check.result() != Result.PASS)
                .toList();
    }

    private void routes(String cluster, String namespace, String spec) {
        var unused =
                mesh.create(cluster, object("VirtualService", namespace, "spec: {" + spec + "}"), VirtualService.class);
    }

    private void rule(String cluster, String namespace, String spec) {
        var unused = mesh.create(
                cluster, object("DestinationRule", namespace, "spec: {" + spec + "}"), DestinationRule.class);
    }

    private static String object(String kind, String namespace, String spec) {
        return """
                ---
                apiVersion: networking.istio.io/v1
                kind: %s
                metadata: {name: theirs, namespace: %s}
                %s
                """
                .formatted(kind, namespace, spec);
    }
}
