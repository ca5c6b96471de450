package dev.gangway.adapter.istio.weave;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.istio.weave.Finding.Severity;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OddObjectTest {
    private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        VirtualService  | null                                     | has null at spec, which is no specification
        VirtualService  | 7                                        | has 7 at spec, which is no specification
        VirtualService  | {}                                       | has {} at spec, which is for no host and routes nothing
        VirtualService  | {'hosts': 'checkout', 'http': []}        | has "checkout" at spec.hosts, which is no list
        VirtualService  | {'hosts': ['checkout', null]}            | has null at spec.hosts[1], which does not belong there
        VirtualService  | {'hosts': null, 'http': [null]}          | has null at spec.http[0], which does not belong there
        VirtualService  | {'hosts': ['a'], 'gateways': {}}         | has {} at spec.gateways, which is no list
        DestinationRule | null                                     | has null at spec, which is no specification
        DestinationRule | {}                                       | has nothing at spec.host, which is no host
        DestinationRule | {'host': null}                           | has null at spec.host, which is no host
        DestinationRule | {'host': 'cart', 'exportTo': [7]}        | has 7 at spec.exportTo[0], which does not belong there
        DestinationRule | {'host': 'cart', 'subsets': {'a': 1}}    | has {"a":1} at spec.subsets, which is no list
        """)
    void shouldNameAnObjectThatCantBeRead(String kind, String spec, String words) {
        ObjectNode object = Samples.json("{'apiVersion': 'networking.istio.io/v1', 'kind': '" + kind
                + "', 'metadata': {'namespace': 'till', 'name': 'odd'}, 'spec': " + spec + "}");

        assertThat(Findings.on(CHECKOUT, List.of(object))).anySatisfy(finding -> {
            assertThat(finding.id()).isEqualTo("unreadable");
            assertThat(finding.severity()).isEqualTo(Severity.WARN);
            assertThat(finding.words())
                    .isEqualTo(kind + " till/odd " + words
                            + "; mend it, as it can't be told whether it stands in the way");
        });
    }
}
