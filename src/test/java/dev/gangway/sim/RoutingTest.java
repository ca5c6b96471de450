package dev.gangway.sim;

import static dev.gangway.sim.Configs.NOTHING;
import static dev.gangway.sim.Configs.rule;
import static dev.gangway.sim.Configs.virtualService;
import static dev.gangway.sim.Configs.weights;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTest {
    private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");

    @Test
    void shouldSendAllToTheSourceWithoutAVirtualService() {
        Routing routing = new Routing(Map.of("k8s2", NOTHING, "eks1", NOTHING));

        assertThat(routing.fates("eks1", CHECKOUT)).isEqualTo(Map.of(Fate.answeredBy("k8s2"), 1.0));
    }

    @Test
    void shouldSplitByTheWeightsInTheClientsCluster() {
        Routing routing = new Routing(Map.of("k8s2", config(weights(950, 50)), "eks1", config(weights(100, 0))));

        assertThat(routing.fates("k8s2", CHECKOUT))
                .isEqualTo(Map.of(Fate.answeredBy("k8s2"), 0.95, Fate.answeredBy("eks1"), 0.05));
        assertThat(routing.fates("eks1", CHECKOUT)).isEqualTo(Map.of(Fate.answeredBy("k8s2"), 1.0));
    }

    @Test
    void shouldGiveAllToASingleDestinationThatWeighsNothing() {
        JsonNode single = virtualService(
                "{hosts: [checkout], http: [{route: [{destination: {host: checkout, subset: eks1}, weight: 0}]}]}");
        Routing routing = new Routing(Map.of("k8s2", config(single), "eks1", config(single)));

        assertThat(routing.fates("eks1", CHECKOUT)).isEqualTo(Map.of(Fate.answeredBy("eks1"), 1.0));
    }

    @Test
    void shouldSendNothingToASubsetThatTheClientsClusterDoesNotKnow() {
        IstioConfig withoutRule = new IstioConfig(List.of(weights(90, 10)), List.of());
        Routing routing = new Routing(Map.of("k8s2", withoutRule, "eks1", config(weights(90, 10))));

        assertThat(routing.fates("k8s2", CHECKOUT)).isEqualTo(Map.of(Fate.noSubset(), 1.0));
    }

    @Test
    void shouldResetWhatTheGatewayOfTheDestinationDoesNotKnow() {
        Routing routing = new Routing(Map.of("k8s2", config(weights(90, 10)), "eks1", NOTHING));

        assertThat(routing.fates("k8s2", CHECKOUT))
                .isEqualTo(Map.of(Fate.answeredBy("k8s2"), 0.9, Fate.resetByGateway("eks1"), 0.1));
    }

    @Test
    void shouldLoseWhatGoesToASubsetWithoutEndpoints() {
        JsonNode elsewhere = Configs.yaml(rule().toString().replace("eks1.prd.sfo2", "eks9.prd.sfo2"));
        IstioConfig config = new IstioConfig(List.of(weights(0, 100)), List.of(elsewhere));
        Routing routing = new Routing(Map.of("k8s2", config, "eks1", config));

        assertThat(routing.fates("k8s2", CHECKOUT)).isEqualTo(Map.of(Fate.noEndpoint(), 1.0));
    }

    @Test
    void shouldPassByARouteThatAsksForAHeader() {
        JsonNode service = virtualService(
                """
                {hosts: [checkout], http: [
                  {match: [{headers: {x-beta: {exact: "true"}}}], route: [{destination: {host: checkout, subset: eks1}}]},
                  {route: [{destination: {host: checkout, subset: k8s2}}]}]}
                """);
        Routing routing = new Routing(Map.of("k8s2", config(service), "eks1", config(service)));

        assertThat(routing.fates("k8s2", CHECKOUT)).isEqualTo(Map.of(Fate.answeredBy("k8s2"), 1.0));
    }

    @Test
    void shouldPreferAPrivateVirtualServiceInTheClientsNamespace() {
        JsonNode hidden = virtualService(
                "{hosts: [checkout], exportTo: ['.'], http: [{route: [{destination: {host: checkout, subset: eks1}}]}]}");
        IstioConfig config = new IstioConfig(List.of(weights(100, 0), hidden), List.of(rule()));
        Routing routing = new Routing(Map.of("k8s2", config, "eks1", config));

        assertThat(routing.fates("k8s2", CHECKOUT)).isEqualTo(Map.of(Fate.answeredBy("eks1"), 1.0));
    }

    @Test
    void shouldNotTakeAVirtualServiceOfAnIngressGatewayAlone() {
        JsonNode ingress = virtualService(
                "{hosts: [checkout], gateways: [front], http: [{route: [{destination: {host: checkout, subset: eks1}}]}]}");
        Routing routing = new Routing(Map.of("k8s2", config(ingress), "eks1", config(ingress)));

        assertThat(routing.fates("k8s2", CHECKOUT)).isEqualTo(Map.of(Fate.answeredBy("k8s2"), 1.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkout", "checkout.shop", "checkout.shop.svc", "checkout.shop.svc.cluster.local"})
    void shouldKnowTheServiceByEachOfItsNames(String host) {
        JsonNode service = virtualService(
                "{hosts: [%1$s], http: [{route: [{destination: {host: %1$s, subset: eks1}}]}]}".formatted(host));
        JsonNode rule = Configs.yaml(rule().toString().replace("checkout.shop.svc.cluster.local", host));
        Routing routing = same(new IstioConfig(List.of(service), List.of(rule)));

        assertThat(routing.fates("k8s2", CHECKOUT)).isEqualTo(Map.of(Fate.answeredBy("eks1"), 1.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkout.bank", "checkout.shop.example.com", "shop.checkout", "checkout.shop.svc.cluster"})
    void shouldNotTakeAnotherServicesNameForIt(String host) {
        JsonNode service = virtualService(
                "{hosts: [%s], http: [{route: [{destination: {host: checkout, subset: eks1}}]}]}".formatted(host));

        assertThat(same(config(service)).fates("k8s2", CHECKOUT)).isEqualTo(Map.of(Fate.answeredBy("k8s2"), 1.0));
    }

    @Test
    void shouldFindAVersionInACluster() {
        JsonNode ours = Configs.yaml(
                """
                metadata: {name: gangway-checkout, namespace: shop, creationTimestamp: "2026-11-22T13:00:00Z"}
                spec:
                  host: checkout.shop.svc.cluster.local
                  subsets:
                    - {name: v1-k8s2, labels: {version: v1, topology.istio.io/network: k8s2.prd.sfo2}}
                    - {name: v1-eks1, labels: {version: v1, topology.istio.io/network: eks1.prd.sfo2}}
                """);
        JsonNode service = virtualService(
                """
                {hosts: [checkout], http: [{route: [
                  {destination: {host: checkout, subset: v1-k8s2}, weight: 60},
                  {destination: {host: checkout, subset: v1-eks1}, weight: 20},
                  {destination: {host: other}, weight: 20}]}]}
                """);
        Routing routing = same(new IstioConfig(List.of(service), List.of(rule(), ours)));

        assertThat(routing.fates("k8s2", CHECKOUT))
                .isEqualTo(Map.of(Fate.answeredBy("k8s2"), 0.6, Fate.answeredBy("eks1"), 0.2));
    }

    @Test
    void shouldSendTheRequestsWithTheHeaderThatARouteAsksFor() {
        JsonNode service = virtualService(
                """
                {hosts: [checkout], http: [
                  {match: [{uri: {prefix: /}, headers: {x-gangway: {exact: destination}}}],
                   route: [{destination: {host: checkout, subset: eks1}}]},
                  {route: [{destination: {host: checkout, subset: k8s2}}]}]}
                """);

        assertThat(same(config(service)).fates("k8s2", CHECKOUT))
                .isEqualTo(Map.of(Fate.answeredBy("k8s2"), 0.98, Fate.answeredBy("eks1"), 0.02));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{headers: {x-gangway: {exact: source}}}",
                "{headers: {x-gangway: {prefix: dest}}}",
                "{headers: {x-gangway: {exact: destination}, x-beta: {exact: \"true\"}}}",
                "{headers: {x-gangway: {exact: destination}}, uri: {prefix: /api}}",
                "{headers: {x-gangway: {exact: destination}}, port: 80}"
            })
    void shouldPassByARouteWhoseConditionsAreNotAllMet(String match) {
        JsonNode service = virtualService(
                """
                {hosts: [checkout], http: [
                  {match: [%s], route: [{destination: {host: checkout, subset: eks1}}]},
                  {route: [{destination: {host: checkout, subset: k8s2}}]}]}
                """
                        .formatted(match));

        assertThat(same(config(service)).fates("k8s2", CHECKOUT)).isEqualTo(Map.of(Fate.answeredBy("k8s2"), 1.0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mirror: {host: checkout, subset: eks1} | 1",
                "mirror: {host: checkout, subset: eks1}, mirrorPercentage: {value: 12.5} | 0.125",
                "mirror: {host: checkout, subset: eks1}, mirrorPercent: 5 | 0.05",
                "mirror: {host: checkout, subset: eks1}, mirror_percent: 5 | 0.05",
                "mirrors: [{destination: {host: checkout, subset: eks1}, percentage: {value: 10}}] | 0.1",
                "mirrors: [{destination: {host: audit}, percentage: {value: 50}}, "
                        + "{destination: {host: checkout.shop, subset: eks1}, percentage: {value: 0.5}}] | 0.005"
            })
    void shouldCopyWhatARouteMirrorsWhicheverWayItGoes(String mirror, double share) {
        JsonNode service = virtualService(
                """
                {hosts: [checkout], http: [{route: [
                  {destination: {host: checkout, subset: k8s2}, weight: 40}, {destination: {host: other}, weight: 60}], %s}]}
                """
                        .formatted(mirror));
        Routing routing = same(config(service));

        assertThat(routing.fatesOfMirrored("k8s2", CHECKOUT)).isEqualTo(Map.of(Fate.answeredBy("eks1"), share));
        assertThat(routing.fates("k8s2", CHECKOUT)).isEqualTo(Map.of(Fate.answeredBy("k8s2"), 0.4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mirror: {host: audit}",
                "mirror: {host: checkout, subset: eks1}, mirrorPercentage: {}",
                "mirrors: []"
            })
    void shouldCopyNothingToTheServiceWithoutAMirrorToIt(String mirror) {
        JsonNode service = virtualService(
                "{hosts: [checkout], http: [{route: [{destination: {host: checkout, subset: k8s2}}], %s}]}"
                        .formatted(mirror));

        assertThat(same(config(service)).fatesOfMirrored("k8s2", CHECKOUT)).isEmpty();
    }

    private static Routing same(IstioConfig everywhere) {
        return new Routing(Map.of("k8s2", everywhere, "eks1", everywhere));
    }

    private static IstioConfig config(JsonNode virtualService) {
        return new IstioConfig(List.of(virtualService), List.of(rule()));
    }
}
