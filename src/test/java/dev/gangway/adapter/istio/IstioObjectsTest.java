package dev.gangway.adapter.istio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.ShiftPlan.SubsetLabel;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteDestination;
import io.fabric8.istio.api.api.networking.v1alpha3.Subset;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.istio.api.networking.v1.VirtualServiceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IstioObjectsTest {
    private static final String HOST = "checkout.shop.svc.cluster.local";

    @Test
    void shouldReadBackEverySplitThatItWrites() {
        for (int permille = 0; permille <= 1000; permille++) {
            TrafficSplit split = Plans.CHECKOUT.split(new Weight(permille));

            VirtualService routes = roundTrip(IstioObjects.routes(Plans.CHECKOUT, split));

            assertThat(IstioObjects.split(routes, Plans.CHECKOUT)).contains(split);
            assertThat(weights(routes).stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(permille % 10 == 0 ? 100 : 1000);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 100, 0", "1, 999, 1", "10, 99, 1", "15, 985, 15", "500, 50, 50", "999, 1, 999", "1000, 0, 100"})
    void shouldWriteWholePercentsWhereItCan(int permille, int source, int destination) {
        VirtualService routes = IstioObjects.routes(Plans.CHECKOUT, Plans.CHECKOUT.split(new Weight(permille)));

        assertThat(weights(routes)).containsExactly(source, destination);
    }

    @Test
    void shouldKeepBothDestinationsAtNoTrafficAsALoneOneTakesEverything() {
        VirtualService routes = IstioObjects.routes(Plans.CHECKOUT, Plans.CHECKOUT.baseline());

        assertThat(routes.getSpec().getHosts()).containsExactly(HOST);
        assertThat(destinations(routes)).allSatisfy(destination -> {
            assertThat(destination.getDestination().getHost()).isEqualTo(HOST);
            assertThat(destination.getDestination().getPort()).isNull();
        });
        assertThat(destinations(routes))
                .extracting(destination -> destination.getDestination().getSubset())
                .containsExactly("k8s2", "eks1");
    }

    @Test
    void shouldTellThePodsApartByNetworkOrCluster() {
        assertThat(labels(SubsetLabel.NETWORK))
                .containsEntry("eks1", Map.of("topology.istio.io/network", "eks1.prd.sfo2"))
                .containsEntry("k8s2", Map.of("topology.istio.io/network", "k8s2.prd.sfo2"));
        assertThat(labels(SubsetLabel.CLUSTER))
                .containsEntry("eks1", Map.of("topology.istio.io/cluster", "eks1"))
                .containsEntry("k8s2", Map.of("topology.istio.io/cluster", "k8s2"));
    }

    @Test
    void shouldSayNothingInTheRuleThatIstioWouldMergeIntoAnother() {
        DestinationRule rule = IstioObjects.subsets(Plans.CHECKOUT, Plans.NETWORKS, List.of());

        assertThat(rule.getMetadata().getNamespace()).isEqualTo("shop");
        assertThat(rule.getSpec().getHost()).isEqualTo(HOST);
        assertThat(rule.getSpec().getTrafficPolicy()).isNull();
        assertThat(rule.getSpec().getWorkloadSelector()).isNull();
        assertThat(rule.getSpec().getSubsets())
                .allSatisfy(subset -> assertThat(subset.getTrafficPolicy()).isNull());
        assertThat(Serialization.asJson(rule)).doesNotContain("trafficPolicy", "exportTo", "sni");
    }

    @Test
    void shouldExportTheRuleAsTheOneThatStands() {
        DestinationRule rule = IstioObjects.subsets(Plans.CHECKOUT, Plans.NETWORKS, List.of(".", "istio-system"));

        assertThat(rule.getSpec().getExportTo()).containsExactly(".", "istio-system");
    }

    @Test
    void shouldWriteTheSameRuleWhicheverWayTheShiftGoes() {
        DestinationRule there = IstioObjects.subsets(Plans.CHECKOUT, Plans.NETWORKS, List.of());
        DestinationRule back = IstioObjects.subsets(Plans.back("checkout"), Plans.NETWORKS, List.of());

        assertThat(back.getSpec()).isEqualTo(there.getSpec());
    }

    @Test
    void shouldSignWhatIsOurs() {
        VirtualService routes = IstioObjects.routes(Plans.CHECKOUT, Plans.CHECKOUT.baseline());

        assertThat(IstioObjects.isOurs(routes)).isTrue();
        assertThat(IstioObjects.shift(routes)).contains(new ShiftId("shop", "checkout-to-eks1"));
    }

    @Test
    void shouldNotTakeForOursWhatIsNotSigned() {
        VirtualService bare = new VirtualServiceBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName("gangway-checkout")
                .addToAnnotations("gangway.dev/shift", "checkout-to-eks1")
                .endMetadata()
                .build();
        VirtualService helms = new VirtualServiceBuilder(bare)
                .editMetadata()
                .addToLabels("app.kubernetes.io/managed-by", "Helm")
                .endMetadata()
                .build();
        VirtualService ofNoShift = new VirtualServiceBuilder(bare)
                .editMetadata()
                .addToLabels("app.kubernetes.io/managed-by", "gangway")
                .removeFromAnnotations("gangway.dev/shift")
                .endMetadata()
                .build();

        assertThat(List.<HasMetadata>of(bare, helms)).noneMatch(IstioObjects::isOurs);
        assertThat(IstioObjects.isOurs(ofNoShift)).isTrue();
        assertThat(List.<HasMetadata>of(bare, helms, ofNoShift))
                .allSatisfy(object -> assertThat(IstioObjects.shift(object)).isEmpty());
    }

    @Test
    void shouldPutTheLongestNameWhereItFits() {
        ShiftPlan plan = Plans.of("a".repeat(63));
        VirtualService routes = IstioObjects.routes(plan, plan.baseline());

        assertThat(routes.getMetadata().getName()).hasSizeLessThan(254);
        assertThat(routes.getMetadata().getLabels().values())
                .allSatisfy(value -> assertThat(value).hasSizeLessThan(64));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--- {}",
                "--- {spec: {}}",
                "--- {spec: {http: null}}",
                "--- {spec: {http: []}}",
                "--- {spec: {http: [{}]}}",
                "--- {spec: {http: [{route: null}]}}",
                "--- {spec: {http: [{route: [{weight: 100}]}]}}",
                "--- {spec: {http: [{route: [{destination: {host: H}}]}]}}",
                "--- {spec: {http: [{route: [{destination: {host: H, subset: k8s2}}]}]}}",
                "--- {spec: {http: [{route: [{destination: {host: H, subset: k8s2}, weight: 0},"
                        + " {destination: {host: H, subset: eks1}, weight: 0}]}]}}",
                "--- {spec: {http: [{route: [{destination: {host: H, subset: k8s2}, weight: 50},"
                        + " {destination: {host: H, subset: gke1}, weight: 50}]}]}}",
                "--- {spec: {http: [{route: [{destination: {host: H, subset: k8s2}, weight: 2},"
                        + " {destination: {host: H, subset: eks1}, weight: 1}]}]}}",
                "--- {spec: {http: [{route: [{destination: {host: H, subset: k8s2}, weight: -10},"
                        + " {destination: {host: H, subset: eks1}, weight: 110}]}]}}",
                "--- {spec: {http: [{route: [{destination: {host: other, subset: k8s2}, weight: 90},"
                        + " {destination: {host: other, subset: eks1}, weight: 10}]}]}}",
                "--- {spec: {http: [{route: [{destination: {host: H, subset: k8s2}, weight: 90},"
                        + " {destination: {host: H, subset: eks1}, weight: 10}]},"
                        + " {route: [{destination: {host: H, subset: k8s2}, weight: 100},"
                        + " {destination: {host: H, subset: eks1}, weight: 0}]}]}}",
            })
    void shouldSeeNoSplitInWhatIsNone(String yaml) {
        VirtualService routes = Serialization.unmarshal(yaml.replace("H", HOST), VirtualService.class);

        assertThat(IstioObjects.split(routes, Plans.CHECKOUT)).isEmpty();
    }

    @Test
    void shouldSeeTheSplitThatAllRoutesShow() {
        String route = "{route: [{destination: {host: H, subset: eks1}, weight: 1},"
                + " {destination: {host: H, subset: k8s2}, weight: 3}]}";
        VirtualService routes = Serialization.unmarshal(
                "--- {spec: {http: [R, R]}}".replace("R", route).replace("H", HOST), VirtualService.class);

        assertThat(IstioObjects.split(routes, Plans.CHECKOUT))
                .isEqualTo(Optional.of(Plans.CHECKOUT.split(new Weight(250))));
    }

    private static Map<String, Map<String, String>> labels(SubsetLabel label) {
        DestinationRule rule = IstioObjects.subsets(Plans.labelled("checkout", label), Plans.NETWORKS, List.of());
        return rule.getSpec().getSubsets().stream().collect(Collectors.toMap(Subset::getName, Subset::getLabels));
    }

    private static List<HTTPRouteDestination> destinations(VirtualService routes) {
        assertThat(routes.getSpec().getHttp()).hasSize(1);
        return routes.getSpec().getHttp().get(0).getRoute();
    }

    private static List<Integer> weights(VirtualService routes) {
        return destinations(routes).stream()
                .map(HTTPRouteDestination::getWeight)
                .toList();
    }

    private static VirtualService roundTrip(VirtualService routes) {
        return Serialization.unmarshal(Serialization.asJson(routes), VirtualService.class);
    }
}
