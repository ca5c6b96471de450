package dev.gangway.adapter.istio.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.control.UnweavableException;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan.SubsetLabel;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeavingRulesTest {
    private static final ClusterName K8S2 = new ClusterName("k8s2");
    private static final ClusterName EKS1 = new ClusterName("eks1");
    private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");

    @Test
    void shouldTellClustersOfOneNetworkApartByTheirIds() {
        ObjectNode subsets = weaving(SubsetLabel.CLUSTER)
                .subsets(List.of(rule("'subsets': [{'name': 'v1', 'labels': {'version': 'v1'}}]")));

        assertThat(subsets.path("spec").path("subsets"))
                .isEqualTo(Samples.json(
                                "{'list': ["
                                        + "{'name': 'eks1', 'labels': {'topology.istio.io/cluster': 'eks1'}},"
                                        + "{'name': 'k8s2', 'labels': {'topology.istio.io/cluster': 'k8s2'}},"
                                        + "{'name': 'v1-eks1', 'labels': {'version': 'v1', 'topology.istio.io/cluster': 'eks1'}},"
                                        + "{'name': 'v1-k8s2', 'labels': {'version': 'v1', 'topology.istio.io/cluster': 'k8s2'}}]}")
                        .get("list"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        'subsets': [{'name': 'k8s2'}]                                    | spec.subsets[0].name | is named like a subset that Gangway makes
        'subsets': [{'name': 'v1'}, {'name': 'v1-eks1'}]                 | spec.subsets[1].name | is named like a subset that Gangway makes
        'subsets': [{'name': 'v1'}, {'name': 'v1', 'labels': {'a': 'b'}}] | spec.subsets[1].name | stands twice for this host
        'subsets': [{'labels': {}}]                                      | spec.subsets[0].name | is no name
        'subsets': ['v1']                                                | spec.subsets[0]      | is no subset
        'subsets': [{'name': 'a', 'labels': {'topology.istio.io/network': 'net-1'}}] | spec.subsets[0].labels.topology.istio.io/network | binds the subset to one cluster
        'trafficPolicy': {'tls': {'sni': 'x'}}                           | spec.trafficPolicy.tls.sni | is sent in place of the name
        'subsets': [{'name': 'a', 'trafficPolicy': {'portLevelSettings': [{'tls': {'sni': 'x'}}]}}] | spec.subsets[0].trafficPolicy.portLevelSettings[0].tls.sni | is sent in place of the name
        'workloadSelector': {'matchLabels': {'a': 'b'}}                  | spec.workloadSelector | keeps Istio from joining
        """)
    void shouldRefuseWhatIstioWouldNotJoinOrNotCross(String spec, String field, String words) {
        UnweavableException refused = catchThrowableOfType(
                UnweavableException.class, () -> weaving(SubsetLabel.NETWORK).subsets(List.of(rule(spec))));

        assertThat(refused.object()).isEqualTo("DestinationRule shop/checkout");
        assertThat(refused.field()).isEqualTo(field);
        assertThat(refused).hasMessageContaining(words).hasMessageContaining("; ");
    }

    @Test
    void shouldRefuseTwoRulesThatAreNotForTheSameNamespaces() {
        assertThat(catchThrowableOfType(UnweavableException.class, () -> weaving(SubsetLabel.NETWORK)
                        .subsets(List.of(rule("'exportTo': ['*']"), rule("'exportTo': ['.']")))))
                .hasMessageContaining("spec.exportTo")
                .hasMessageContaining("differs from that of DestinationRule shop/checkout");
    }

    @Test
    void shouldRefuseRoutesToASubsetThatNobodyDefines() {
        ObjectNode routes = Samples.json("{'apiVersion': 'networking.istio.io/v1', 'kind': 'VirtualService',"
                + " 'metadata': {'namespace': 'shop', 'name': 'checkout'},"
                + " 'spec': {'hosts': ['checkout'], 'http': [{'route': ["
                + "{'destination': {'host': 'checkout', 'subset': 'v9'}}]}]}}");

        UnweavableException refused =
                catchThrowableOfType(UnweavableException.class, () -> new ServiceRoutes(CHECKOUT, List.of(routes))
                        .weave(weaving(SubsetLabel.NETWORK)));

        assertThat(refused.field()).isEqualTo("spec.http[0].route[0].destination.subset");
        assertThat(refused).hasMessageContaining("\"v9\" is a subset that no DestinationRule for checkout.shop.svc");
    }

    @Test
    void shouldRefuseToTakeTheNameOfAnObjectThatIsNotGangways() {
        ObjectNode rule = rule("'x': 1");
        ((ObjectNode) rule.get("metadata")).put("name", "gangway-checkout");

        UnweavableException refused =
                catchThrowableOfType(UnweavableException.class, () -> new ServiceRoutes(CHECKOUT, List.of(rule))
                        .weave(weaving(SubsetLabel.NETWORK)));

        assertThat(refused.field()).isEqualTo("metadata.name");
        assertThat(refused).hasMessageContaining("this one is not Gangway's; rename it");
    }

    @Test
    void shouldTakeOwnObjectsForNobodyElses() {
        List<ObjectNode> none = List.of();
        List<ObjectNode> own = after(new ServiceRoutes(CHECKOUT, none).weave(weaving(SubsetLabel.NETWORK)));

        List<Change> again = new ServiceRoutes(CHECKOUT, own).weave(weaving(SubsetLabel.NETWORK));

        assertThat(again).allSatisfy(change -> assertThat(change.before()).isEqualTo(change.after()));
        assertThat(new ServiceRoutes(CHECKOUT, own).restore())
                .hasSize(2)
                .allSatisfy(change -> assertThat(change.after()).isEmpty());
    }

    @Test
    void shouldGiveWayToRoutesThatSomebodyHasMadeMeanwhile() {
        List<ObjectNode> own =
                after(new ServiceRoutes(CHECKOUT, List.<ObjectNode>of()).weave(weaving(SubsetLabel.NETWORK)));
        ObjectNode theirs = Samples.json("{'apiVersion': 'networking.istio.io/v1', 'kind': 'VirtualService',"
                + " 'metadata': {'namespace': 'shop', 'name': 'theirs'},"
                + " 'spec': {'hosts': ['checkout'], 'http': [{'route': [{'destination': {'host': 'checkout'}}]}]}}");

        List<Change> changes = new ServiceRoutes(
                        CHECKOUT, Stream.concat(own.stream(), Stream.of(theirs)).toList())
                .weave(weaving(SubsetLabel.NETWORK));

        assertThat(changes).extracting(change -> change.after().isPresent()).containsExactly(true, true, false);
    }

    private static List<ObjectNode> after(List<Change> changes) {
        return changes.stream().flatMap(change -> change.after().stream()).toList();
    }

    private static DestinationRuleWeaving weaving(SubsetLabel label) {
        return new DestinationRuleWeaving(
                new ShiftId("shop", "checkout"),
                CHECKOUT,
                new TrafficSplit(K8S2, EKS1, new Weight(100)),
                Map.of(K8S2, "net-1", EKS1, "net-2"),
                label);
    }

    private static ObjectNode rule(String spec) {
        return Samples.json("{'apiVersion': 'networking.istio.io/v1', 'kind': 'DestinationRule',"
                + " 'metadata': {'namespace': 'shop', 'name': 'checkout'}, 'spec': {'host': 'checkout', " + spec
                + "}}");
    }
}
