package dev.gangway.adapter.istio.decommission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.control.decommission.Finding;
import dev.gangway.control.decommission.Finding.Kind;
import dev.gangway.domain.traffic.ClusterName;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingRoutesTest {
    private static final ClusterLabels K8S2 = new ClusterLabels(new ClusterName("k8s2"), Optional.of("net2"));
    private static final String RULE =
            """
            kind: DestinationRule
            metadata: {namespace: shop, name: cart}
            spec:
              host: cart
              subsets:
                - {name: old, labels: {topology.istio.io/network: net2}}
                - {name: new, labels: {topology.istio.io/network: net1}}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            topology.istio.io/cluster: k8s2                                   | true
            topology.istio.io/network: net2                                   | true
            topology.istio.io/network: net2, version: v1                      | true
            topology.istio.io/network: net2, topology.istio.io/cluster: other | false
            topology.istio.io/network: net1                                   | false
            version: v1                                                       | false
            """)
    void shouldKnowASubsetOfTheClusterByItsLabels(String labels, boolean named) {
        String rule = "kind: DestinationRule\nmetadata: {namespace: shop, name: cart}\n"
                + "spec: {host: cart, subsets: [{name: s, labels: {" + labels + "}}]}";

        assertThat(findings(List.of(), List.of(rule))).hasSize(named ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            http: [{route: [{destination: {host: cart, subset: old}, weight: 1}, {destination: {host: cart, subset: new}, weight: 99}]}]  | true
            http: [{route: [{destination: {host: cart, subset: old}, weight: 0}, {destination: {host: cart, subset: new}, weight: 100}]}] | false
            http: [{route: [{destination: {host: cart, subset: old}}, {destination: {host: cart, subset: new}, weight: 100}]}]            | false
            http: [{route: [{destination: {host: cart.shop.svc.cluster.local, subset: old}}]}]                                            | true
            http: [{route: [{destination: {host: cart, subset: old}, weight: 0}]}]                                                        | true
            tcp:  [{route: [{destination: {host: cart.shop, subset: old}, weight: 100}]}]                                                 | true
            tls:  [{route: [{destination: {host: other, subset: old}, weight: 100}]}]                                                     | false
            http: [{mirror: {host: cart, subset: old}}]                                                                                   | true
            http: [{mirrors: [{destination: {host: cart, subset: old}}]}]                                                                 | true
            """)
    void shouldFindRoutesThatGiveItAShare(String routes, boolean sends) {
        String virtualService =
                "kind: VirtualService\nmetadata: {namespace: shop, name: cart}\nspec:\n  hosts: [cart]\n  " + routes;

        List<Finding> weights = findings(List.of(virtualService), List.of(RULE)).stream()
                .filter(finding -> finding.kind() == Kind.WEIGHTS)
                .toList();

        assertThat(weights).hasSize(sends ? 1 : 0).allSatisfy(finding -> {
            assertThat(finding.object()).isEqualTo("VirtualService shop/cart in eks1");
            assertThat(finding.seen()).startsWith("sends to k8s2: ");
        });
    }

    @Test
    void shouldSayHowARuleOfGangwaysGoes() {
        String ours =
                RULE.replace("name: cart}\nspec", "name: cart, labels: {app.kubernetes.io/managed-by: gangway}}\nspec");

        assertThat(findings(List.of(), List.of(ours)))
                .containsExactly(new Finding(
                        Kind.SUBSETS,
                        "DestinationRule shop/cart in eks1",
                        "has the subsets [old] of k8s2",
                        "delete the shift of its service with onDelete: Restore"));
    }

    private static List<Finding> findings(List<String> virtualServices, List<String> rules) {
        return new StandingRoutes(new ClusterName("eks1"), trees(virtualServices), trees(rules), K8S2).findings();
    }

    private static List<ObjectNode> trees(List<String> yaml) {
        return yaml.stream()
                .map(text -> Serialization.unmarshal(text, ObjectNode.class))
                .toList();
    }
}
