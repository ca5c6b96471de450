package dev.gangway.adapter.istio.weave;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.istio.weave.Finding.Severity;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingsTest {
    private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");
    private static final String TO =
            "'http': [{'route': [{'destination': {'host': 'checkout.shop.svc.cluster.local'}}]}]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        shop         | 'hosts': ['checkout'], TO                                         | FAIL routes | routes checkout.shop.svc.cluster.local already; two VirtualServices
        shop         | 'hosts': ['checkout'], 'exportTo': ['.'], TO                      | FAIL routes | routes checkout.shop.svc.cluster.local already
        till         | 'hosts': ['checkout.shop'], 'exportTo': ['.', '*']                | FAIL routes | remove it for the time of the shift
        till         | 'hosts': ['checkout.shop'], 'gateways': ['edge', 'mesh']          | FAIL routes | routes checkout.shop.svc.cluster.local already
        till         | 'hosts': ['checkout.shop'], 'exportTo': ['.'], TO                 | WARN private-routes | clients in till follow it and not Gangway's
        till         | 'hosts': ['checkout.shop.svc'], 'exportTo': ['.', 'mill']         | WARN private-routes | clients in till, mill follow it
        till         | 'hosts': ['shop.example.com'], 'gateways': ['edge'], TO           | WARN gateway-routes | go by the number of endpoints over both clusters
        shop         | 'hosts': ['checkout'], 'gateways': ['shop/edge'], TO              | WARN gateway-routes | sends requests from a gateway to checkout.shop.svc.cluster.local
        till         | TO                                                                | WARN delegate-routes | sends requests that are delegated to it to checkout
        till         | 'hosts': ['front'], TO                                            | WARN other-routes | sends requests for other hosts to checkout
        shop         | 'hosts': ['*.shop.svc.cluster.local'], 'http': []                 | WARN wildcard-routes | Istio leaves it out once there are routes for the host itself
        """)
    void shouldFindRoutesThatStandBesideGangways(String namespace, String spec, String found, String words) {
        assertThat(beside(object("VirtualService", namespace, spec.replace("TO", TO))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity() + " " + finding.id()).isEqualTo(found);
                    assertThat(finding.words())
                            .startsWith("VirtualService " + namespace + "/theirs ")
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
        till         | 'host': 'checkout.shop'                            | WARN shadowing-rule | clients in till read it, and do not see Gangway's subsets
        till         | 'host': '*.shop.svc.cluster.local'                 | WARN shadowing-rule | clients in till read it
        istio-system | 'host': 'checkout.shop', 'exportTo': ['.']         | WARN shadowing-rule | clients in istio-system read it
        istio-system | 'host': 'checkout.shop.svc.cluster.local'          | WARN hidden-rule    | Istio leaves it out once Gangway's rule stands
        istio-system | 'host': '*.local'                                  | WARN wildcard-rule  | Istio leaves its policies out
        shop         | 'host': '*.shop.svc.cluster.local'                 | WARN wildcard-rule  | covers checkout.shop.svc.cluster.local by a wildcard
        shop         | 'host': '*'                                        | WARN wildcard-rule  | covers checkout.shop.svc.cluster.local by a wildcard
        shop         | 'host': 'checkout', 'exportTo': ['.', 'till']      | WARN hidden-subsets | is for namespace shop, till alone
        shop         | 'host': 'checkout', 'workloadSelector': {'matchLabels': {'a': 'b'}} | FAIL unjoinable-rule | has {"matchLabels":{"a":"b"}} at spec.workloadSelector, which keeps Istio from joining
        shop         | 'host': 'checkout', 'trafficPolicy': {'tls': {'sni': 'x'}}          | FAIL unjoinable-rule | at spec.trafficPolicy.tls.sni, which is sent in place of the name
        shop         | 'host': 'checkout', 'subsets': [{'name': 'a', 'trafficPolicy': {'portLevelSettings': [{'tls': {'sni': 'x'}}]}}] | FAIL unjoinable-rule | spec.subsets[0].trafficPolicy.portLevelSettings[0].tls.sni
        """)
    void shouldFindRulesThatCountInsteadOrNoMore(String namespace, String spec, String found, String words) {
        ObjectNode rule = object("DestinationRule", namespace, spec);

        assertThat(beside(rule)).singleElement().satisfies(finding -> {
            assertThat(finding.severity() + " " + finding.id()).isEqualTo(found);
            assertThat(finding.words())
                    .startsWith("DestinationRule " + namespace + "/theirs ")
                    .contains(words);
            assertThat(finding.todo()).isNotBlank();
        });
        assertThat(Findings.on(CHECKOUT, List.of(rule))).allMatch(Finding::holdsWoven);
    }

    @Test
    void shouldFindRulesThatAreNotForTheSameNamespaces() {
        ObjectNode second = object("DestinationRule", "shop", "'host': 'checkout.shop', 'exportTo': ['*', 'till']");
        ((ObjectNode) second.get("metadata")).put("name", "second");

        assertThat(beside(object("DestinationRule", "shop", "'host': 'checkout'"), second))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.FAIL);
                    assertThat(finding.words())
                            .startsWith(
                                    "DestinationRule shop/second has [\"*\",\"till\"] at spec.exportTo, which differs")
                            .endsWith("; make them equal");
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
        VirtualService  | shop | 'hosts': ['checkout'], 'exportTo': ['~'], 'http': [{'redirect': {'uri': '/'}}]
        VirtualService  | shop | 'hosts': ['checkout'], 'gateways': ['edge'], 'http': [{'redirect': {'uri': '/'}}]
        DestinationRule | till | 'host': 'checkout'
        DestinationRule | shop | 'host': 'checkout', 'exportTo': ['*'], 'trafficPolicy': {'tls': {'mode': 'ISTIO_MUTUAL'}}
        DestinationRule | till | 'host': '*.mill.svc.cluster.local'
        """)
    void shouldFindNothingWhereNothingStandsInTheWay(String kind, String namespace, String spec) {
        assertThat(beside(object(kind, namespace, spec))).isEmpty();
    }

    @Test
    void shouldTellOfWovenRoutesWhatMayNotDoWhatItLooksLike() {
        ObjectNode one =
                object("VirtualService", "shop", "'hosts': ['checkout'], 'http': [{'delegate': {'name': 'gone'}}]");
        ObjectNode two = object("VirtualService", "shop", "'hosts': ['checkout'], " + TO.replace("http", "tcp"));
        ((ObjectNode) two.get("metadata")).put("name", "two");

        assertThat(Findings.on(CHECKOUT, List.of(one, two)).stream()
                        .filter(Finding::holdsWoven)
                        .map(Finding::words))
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
    void shouldTakeOwnObjectsForNobodyElses() {
        ObjectNode ours = object("VirtualService", "shop", "'hosts': ['checkout'], " + TO);
        ((ObjectNode) ours.get("metadata")).putObject("labels").put("app.kubernetes.io/managed-by", "gangway");

        assertThat(Findings.on(CHECKOUT, List.of(ours))).isEmpty();
    }

    private static List<Finding> beside(ObjectNode... objects) {
        return Findings.on(CHECKOUT, Stream.of(objects).toList()).stream()
                .filter(Finding::holdsBeside)
                .toList();
    }

    private static ObjectNode object(String kind, String namespace, String spec) {
        return Samples.json("{'apiVersion': 'networking.istio.io/v1', 'kind': '%s',".formatted(kind)
                + " 'metadata': {'namespace': '%s', 'name': 'theirs'}, 'spec': {%s}}".formatted(namespace, spec));
    }
}
