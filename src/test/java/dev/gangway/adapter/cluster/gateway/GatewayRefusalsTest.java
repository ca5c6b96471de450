package dev.gangway.adapter.cluster.gateway;

import static dev.gangway.adapter.cluster.gateway.GatewaySite.EKS1;
import static dev.gangway.adapter.cluster.gateway.GatewaySite.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.gangway.control.ClusterUnavailableException;
import dev.gangway.control.RefusedException;
import dev.gangway.control.RefusedException.Kind;
import dev.gangway.domain.traffic.ClusterName;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a gateway would break, or can't work with, is found before anything is written. */
class GatewayRefusalsTest {
    private GatewaySite site = GatewaySite.bare();

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void shouldRefuseANamespaceOfAnotherNetwork() {
        site.network(Optional.of("other"));

        refused("is labelled topology.istio.io/network=other", "says network eks1.prd.sfo2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            *.local               | istio: eastwestgateway
            *.shop.svc.cluster.local | istio: eastwestgateway
            shop/*.local          | istio: eastwestgateway
            *                     | app: istio-eastwestgateway
            """)
    void shouldRefuseWhereAnotherGatewayHasTheSameHostsOnTheSamePods(String host, String selector) {
        passthrough(host, selector, 15443);

        refused("Gateway net/theirs of eks1", "would break it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            *.example.com | istio: eastwestgateway | 15443
            *.local       | istio: ingressgateway  | 15443
            *.local       | istio: eastwestgateway | 443
            """)
    void shouldNotMindGatewaysOfOtherHostsPodsOrPorts(String host, String selector, int port) {
        passthrough(host, selector, port);

        assertThat(site.gateways.make(EKS1).lacking().orElseThrow()).contains("0 of 1 pods ready");
    }

    @Test
    void shouldRefuseADefinitionOfOthersThatLetsNothingIn() {
        site.create(
                """
                apiVersion: networking.istio.io/v1
                kind: Gateway
                metadata: {name: cross-network-gateway, namespace: istio-system}
                spec:
                  selector: {istio: eastwestgateway}
                  servers:
                    - port: {number: 15443, name: tls, protocol: TLS}
                      tls: {mode: PASSTHROUGH}
                      hosts: ["*.local"]
                """);

        refusedBeside("Gateway istio-system/cross-network-gateway of eks1 is not Gangway's");
    }

    @Test
    void shouldRefuseAServiceOfOthersThatLeadsNowhere() {
        site.create(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: istio-eastwestgateway, namespace: istio-system}
                spec: {ports: [{port: 80}]}
                """);

        refusedBeside("Service istio-system/istio-eastwestgateway of eks1 is not Gangway's");
    }

    @Test
    void shouldMakeNothingWhereOthersHaveMadeTheNetworksGateway() {
        site.close();
        site = new GatewaySite();
        site.address("198.51.100.9");
        var before = site.versions();

        var state = site.gateways.make(EKS1);

        assertThat(state.isComplete()).isTrue();
        assertThat(state.others()).contains("istio-system/" + NAME);
        assertThat(state.addresses()).containsExactly("198.51.100.9");
        assertThat(site.versions()).isEqualTo(before);
    }

    @Test
    void shouldTellOfAGatewayOfOthersThatHasNoAddress() {
        site.create(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: theirs, namespace: net, labels: {topology.istio.io/network: eks1.prd.sfo2}}
                spec: {type: LoadBalancer, ports: [{port: 15443}]}
                """);

        var state = site.gateways.make(EKS1);

        assertThat(state.lacking().orElseThrow())
                .contains("Service net/theirs is the gateway of network", "has no address");
        assertThat(site.standing()).isEmpty();
    }

    @Test
    void shouldRefuseWhereNoInjectorMakesProxiesOfItsPods() {
        site.injector("1-27", "istio-sidecar-injector");
        var unused = site.client.namespaces().withName("istio-system").edit(namespace -> {
            namespace.getMetadata().setLabels(Map.of("istio-injection", "disabled"));
            return namespace;
        });

        refused("no injector of eks1", "istio-injection=disabled");
    }

    @Test
    void shouldAskForARevisionWhereThereAreSeveral() {
        site.injector("1-26", "istio-sidecar-injector");
        site.injector("1-27", "istio-sidecar-injector-1-27");

        refused("the revisions 1-26, 1-27 and no default one");
    }

    @Test
    void shouldRefuseAnInjectorWithoutTheTemplate() {
        var map =
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: istio-sidecar-injector, namespace: istio-system}
                data:
                  config: |
                    templates:
                      sidecar: ""
                """;
        var unused = site.client.resource(map).createOr(existing -> existing.update());

        refused("has no template 'gateway'");
    }

    @Test
    void shouldTellAClusterThatIsNotThereFromOneThatDoesNotAnswer() {
        assertThatThrownBy(() -> site.gateways.look(new ClusterName("eks9")))
                .asInstanceOf(type(RefusedException.class))
                .extracting(RefusedException::kind)
                .isEqualTo(Kind.NOT_FOUND);

        site.mesh.setApiServerOff("eks1", true);

        assertThatThrownBy(() -> site.gateways.make(EKS1))
                .isInstanceOf(ClusterUnavailableException.class)
                .hasMessageContaining("cluster eks1: it answers 503");
    }

    private void passthrough(String host, String selector, int port) {
        site.create(
                """
                apiVersion: networking.istio.io/v1
                kind: Gateway
                metadata: {name: theirs, namespace: net}
                spec:
                  selector: {%s}
                  servers:
                    - port: {number: %d, name: tls, protocol: TLS}
                      tls: {mode: AUTO_PASSTHROUGH}
                      hosts: ["%s"]
                """
                        .formatted(selector, port, host));
    }

    private void refused(String... words) {
        refusedBeside(words);
        assertThat(site.standing()).as("nothing is written").isEmpty();
    }

    private void refusedBeside(String... words) {
        var before = site.versions();
        assertThatThrownBy(() -> site.gateways.make(EKS1))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll(words);
        assertThat(site.gateways.look(EKS1).lacking().orElseThrow())
                .as("the same is told to who looks")
                .contains(words);
        assertThat(site.versions()).isEqualTo(before);
    }
}
