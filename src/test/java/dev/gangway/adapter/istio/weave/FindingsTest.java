package dev.gangway.adapter.istio.weave;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindingsTest {
    private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");
    private static final String TO =
            "'http': [{'route': [{'destination': {'host': 'checkout.shop.svc.cluster.local'}}]}]";

    @ParameterizedTest
    @ValueSource(strings = {"shop", "till"})
    void shouldFindAWildcardThatWouldBeHidden(String namespace) {
        assertThat(found(object("VirtualService", namespace, "'hosts': ['*.shop.svc.cluster.local'], 'http': []")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity() + " " + finding.id()).isEqualTo("WARN wildcard-routes");
                    assertThat(finding.words())
                            .startsWith("VirtualService " + namespace + "/theirs ")
                            .contains("Istio leaves it out once there are routes for the host itself");
                    assertThat(finding.todo()).isNotBlank();
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        till         | 'host': 'checkout.shop'                            | FAIL shadowing-rule | clients in till read it and not Gangway's subsets, so that their requests would fail
        till         | 'host': '*.shop.svc.cluster.local'                 | FAIL shadowing-rule | clients in till read it
        istio-system | 'host': 'checkout.shop', 'exportTo': ['.']         | FAIL shadowing-rule | clients in istio-system read it
        istio-system | 'host': 'checkout.shop.svc.cluster.local'          | WARN hidden-rule    | Istio leaves it out once Gangway's rule stands
        istio-system | 'host': '*.local'                                  | WARN wildcard-rule  | Istio leaves its policies out
        shop         | 'host': '*.shop.svc.cluster.local'                 | WARN wildcard-rule  | covers checkout.shop.svc.cluster.local by a wildcard
        shop         | 'host': '*'                                        | WARN wildcard-rule  | covers checkout.shop.svc.cluster.local by a wildcard
        shop         | 'host': 'checkout', 'exportTo': ['.', 'till']      | WARN hidden-subsets | is for namespace shop, till alone
        shop         | 'host': 'checkout', 'exportTo': ['.', 'shop']      | FAIL hidden-subsets | is for namespace shop alone
        """)
    void shouldFindRulesThatCountInsteadOrNoMore(String namespace, String spec, String found, String words) {
        ObjectNode rule = object("DestinationRule", namespace, spec);

        assertThat(found(rule)).singleElement().satisfies(finding -> {
            assertThat(finding.severity() + " " + finding.id()).isEqualTo(found);
            assertThat(finding.words())
                    .startsWith("DestinationRule " + namespace + "/theirs ")
                    .contains(words);
            assertThat(finding.todo()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        VirtualService  | shop | 'hosts': ['cart'], 'http': [{'route': [{'destination': {'host': 'cart'}}]}]
        VirtualService  | till | 'hosts': ['checkout'], 'http': [{'route': [{'destination': {'host': 'checkout'}}]}]
        VirtualService  | shop | 'hosts': ['*'], 'gateways': ['edge'], 'http': [{'redirect': {'uri': '/'}}]
        VirtualService  | till | 'hosts': ['shop.example.com'], 'gateways': ['edge'], TO
        VirtualService  | till | TO
        DestinationRule | till | 'host': 'checkout'
        DestinationRule | shop | 'host': 'checkout', 'exportTo': ['*'], 'trafficPolicy': {'tls': {'mode': 'ISTIO_MUTUAL'}}
        DestinationRule | till | 'host': '*.mill.svc.cluster.local'
        """)
    void shouldFindNothingWhereNothingStandsInTheWay(String kind, String namespace, String spec) {
        assertThat(found(object(kind, namespace, spec.replace("TO", TO)))).isEmpty();
    }

    @Test
    void shouldTellOfWovenRoutesWhatMayNotDoWhatItLooksLike() {
        ObjectNode one =
                object("VirtualService", "shop", "'hosts': ['checkout'], 'http': [{'delegate': {'name': 'gone'}}]");
        ObjectNode two = object("VirtualService", "shop", "'hosts': ['checkout'], " + TO.replace("http", "tcp"));
        ((ObjectNode) two.get("metadata")).put("name", "two");

        assertThat(Findings.on(CHECKOUT, List.of(one, two)).stream().map(Finding::words))
                .containsExactly(
                        "VirtualService shop/two is for checkout.shop.svc.cluster.local as well, and Istio uses only one of"
                                + " several",
                        "VirtualService shop/theirs is for checkout.shop.svc.cluster.local but routes nothing to it: there is"
                                + " nothing to divide",
                        "VirtualService shop/theirs delegates to VirtualService shop/gone, which is not among the objects",
                        "VirtualService shop/two routes tcp or tls: each change of the weight cuts the connections that"
                                + " stand");
    }

    @Test
    void shouldKnowTheRootNamespaceOfTheMesh() {
        ObjectNode rule = object("DestinationRule", "mesh-root", "'host': '*.local'");

        assertThat(Findings.on(CHECKOUT, List.of(rule), "mesh-root"))
                .extracting(Finding::id)
                .containsExactly("wildcard-rule");
        assertThat(Findings.on(CHECKOUT, List.of(rule))).extracting(Finding::id).containsExactly("shadowing-rule");
    }

    @Test
    void shouldTakeOwnObjectsForNobodyElses() {
        ObjectNode ours = object("VirtualService", "shop", "'hosts': ['checkout'], " + TO);
        ((ObjectNode) ours.get("metadata")).putObject("labels").put("app.kubernetes.io/managed-by", "gangway");

        assertThat(Findings.on(CHECKOUT, List.of(ours))).isEmpty();
    }

    private static List<Finding> found(ObjectNode... objects) {
        return Findings.on(CHECKOUT, Stream.of(objects).toList());
    }

    private static ObjectNode object(String kind, String namespace, String spec) {
        return Samples.json("{'apiVersion': 'networking.istio.io/v1', 'kind': '%s',".formatted(kind)
                + " 'metadata': {'namespace': '%s', 'name': 'theirs'}, 'spec': {%s}}".formatted(namespace, spec));
    }
}
