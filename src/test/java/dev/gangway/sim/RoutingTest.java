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

    private static IstioConfig config(JsonNode virtualService) {
        return new IstioConfig(List.of(virtualService), List.of(rule()));
    }
}
