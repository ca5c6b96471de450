package dev.gangway.adapter.istio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.control.Preflight.Check;
import dev.gangway.control.Preflight.Result;
import dev.gangway.domain.shift.Precautions;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.VirtualService;
import java.util.List;
import java.util.Set;
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
    void shouldAdoptWhateverRoutesToTheServiceAndWarnOfWhatWouldBeHidden() {
        routes("k8s2", "till", "hosts: [checkout.shop], exportTo: [.], " + TO_CHECKOUT);
        routes("eks1", "edge", "hosts: [shop.example.com], gateways: [edge], " + TO_CHECKOUT);
        routes("eks1", "till", TO_CHECKOUT);
        routes("eks1", "shop", "hosts: ['*.shop.svc.cluster.local'], http: [{redirect: {uri: /}}]");

        await().until(() -> !told().isEmpty());
        assertThat(told()).singleElement().satisfies(check -> {
            assertThat(check.id()).isEqualTo("wildcard-routes-in-eks1");
            assertThat(check.result()).isEqualTo(Result.WARN);
            assertThat(check.isObstacle(Precautions.DEFAULT)).isTrue();
            assertThat(check.isObstacle(Precautions.DEFAULT.acknowledging(Set.of(check.id()))))
                    .isFalse();
            assertThat(check.todo()).isNotBlank();
        });
    }

    @Test
    void shouldRefuseARuleThatShadowsGangwaysSubsets() {
        rule("k8s2", "till", "host: checkout.shop.svc.cluster.local");
        rule("eks1", "istio-system", "host: '*.local'");

        await().until(() -> told().size() == 2);
        assertThat(told())
                .extracting(check -> check.result() + " " + check.id())
                .containsExactly("FAIL shadowing-rule-in-k8s2", "WARN wildcard-rule-in-eks1");
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
                .containsExactly("FAIL unweavable-in-k8s2");
    }

    @Test
    void shouldRefuseASubsetThatIsNamedLikeACluster() {
        rule("k8s2", "shop", "host: checkout, subsets: [{name: v1}, {name: eks1, labels: {version: v1}}]");

        await().until(() -> !told().isEmpty());
        assertThat(told().get(0).result() + " " + told().get(0).id()).isEqualTo("FAIL unweavable-in-k8s2");
        assertThat(told().get(0).words())
                .startsWith("DestinationRule shop/theirs in cluster k8s2 has \"eks1\" at spec.subsets[1].name, which is"
                        + " named like a subset that Gangway makes for k8s2 and eks1: rename it");
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
