package dev.gangway.adapter.istio.decommission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.control.decommission.Finding;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaysInTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Service | {type: LoadBalancer, ports: [{port: 443}]}  |                                                      | is of type LoadBalancer
            Service | {type: NodePort, ports: [{port: 80}]}       |                                                      | is of type NodePort
            Service | {type: ClusterIP, ports: [{port: 80}]}      |                                                      |
            Service | {type: LoadBalancer, ports: [{port: 15443}, {port: 15021}]} | labels: {topology.istio.io/network: n} |
            Service | {type: LoadBalancer, ports: [{port: 15443}, {port: 443}]}   | labels: {topology.istio.io/network: n} | is of type LoadBalancer
            Service | {type: ClusterIP} | annotations: {external-dns.alpha.kubernetes.io/hostname: a.example}            | external-dns gives it the names a.example
            Ingress | {rules: [{host: a.example}, {host: b.example}]} |                                                  | takes requests for [a.example, b.example]
            Ingress | {defaultBackend: {}}                        |                                                      | takes requests for [*]
            Gateway | {servers: [{hosts: [a.example], port: {number: 443}, tls: {mode: SIMPLE}}]} |                      | takes requests for [a.example]
            Gateway | {servers: [{hosts: ["*.local"], tls: {mode: AUTO_PASSTHROUGH}}]} |                                 |
            """)
    void shouldFindWhatLetsRequestsFromOutsideIn(String kind, String spec, String metadata, String seen) {
        ObjectNode object = Serialization.unmarshal(
                "kind: %s\nmetadata: {namespace: shop, name: web%s}\nspec: %s"
                        .formatted(kind, metadata == null ? "" : ", " + metadata, spec),
                ObjectNode.class);

        List<Finding> findings = new WaysIn(
                        kind.equals("Ingress") ? List.of(object) : List.of(),
                        kind.equals("Gateway") ? List.of(object) : List.of(),
                        kind.equals("Service") ? List.of(object) : List.of())
                .findings();

        if (seen == null) {
            assertThat(findings).isEmpty();
        } else {
            assertThat(findings).singleElement().satisfies(finding -> {
                assertThat(finding.object()).isEqualTo(kind + " shop/web");
                assertThat(finding.seen()).isEqualTo(seen);
            });
        }
    }
}
