package dev.gangway.adapter.cluster.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.control.Preflight.Check;
import dev.gangway.control.Preflight.Result;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the gateway between the networks lets through. */
class GatewayDefinitionChecksTest {
    private static final String NAME = "cross-network-gateway";

    private final TwoClusters mesh = new TwoClusters();

    @Test
    void shouldFailWithoutAny() {
        mesh.eks1.remove(ObjectKind.GATEWAY, NAME);

        assertThat(mesh.amiss()).containsExactly("gateway-definition-in-eks1");
        assertThat(definition().words())
                .isEqualTo(
                        "cluster eks1 has no Gateway with a server of port 15443 and tls.mode AUTO_PASSTHROUGH: apply"
                                + " Istio's samples/multicluster/expose-services.yaml there, or let gangway gateway --cluster eks1 --make do it");
    }

    @Test
    void shouldFailWithAnotherModeOfTls() {
        gateway(gateway -> ((ObjectNode) gateway.at("/spec/servers/0/tls")).put("mode", "PASSTHROUGH"));

        assertThat(definition().result()).isEqualTo(Result.FAIL);
    }

    @ParameterizedTest
    @CsvSource({
        "*.local, PASS",
        "*, PASS",
        "checkout.shop.svc.cluster.local, PASS",
        "*.shop.svc.cluster.local, PASS",
        "istio-system/*.local, PASS",
        "*.billing.svc.cluster.local, FAIL",
        "shop.svc.cluster.local, FAIL",
    })
    void shouldWantHostsThatCoverTheServices(String host, Result expected) {
        gateway(gateway ->
                ((ObjectNode) gateway.at("/spec/servers/0")).putArray("hosts").add(host));

        assertThat(definition().result()).isEqualTo(expected);
    }

    @Test
    void shouldNameTheHostThatIsNotCovered() {
        gateway(gateway ->
                ((ObjectNode) gateway.at("/spec/servers/0")).putArray("hosts").add("*.billing.svc.cluster.local"));

        assertThat(definition().seen())
                .isEqualTo(
                        "Gateway istio-system/cross-network-gateway of cluster eks1 has spec.servers.hosts that do not cover"
                                + " checkout.shop.svc.cluster.local");
    }

    @Test
    void shouldFailWhereItSelectsNoReadyPod() {
        gateway(gateway -> gateway.withObject("/spec/selector").put("istio", "ingressgateway"));

        assertThat(mesh.amiss()).containsExactly("gateway-definition-in-eks1");
        assertThat(definition().seen())
                .isEqualTo("Gateway istio-system/cross-network-gateway of cluster eks1 selects no ready pod of Service"
                        + " istio-system/istio-eastwestgateway: spec.selector is {istio=ingressgateway}");
    }

    @Test
    void shouldTakeAGatewayOfTheGatewayApi() {
        mesh.eks1.remove(ObjectKind.GATEWAY, NAME);
        mesh.eks1.add(
                """
                apiVersion: gateway.networking.k8s.io/v1
                kind: Gateway
                metadata:
                  name: eastwest
                  namespace: istio-system
                  labels: {topology.istio.io/network: eks1.prd.sfo2}
                spec:
                  gatewayClassName: istio
                  listeners:
                    - {name: cross-network, port: 15443, protocol: TLS, tls: {mode: Passthrough}}
                """);

        assertThat(mesh.amiss()).isEmpty();
    }

    @Test
    void shouldFailWhereTwoLetTheSameThrough() {
        second("*.shop.svc.cluster.local", "eastwestgateway");

        assertThat(mesh.amiss()).containsExactly("gateway-duplicates-in-eks1");
        Check check = mesh.check("gateway-duplicates-in-eks1");
        assertThat(check.result()).isEqualTo(Result.FAIL);
        assertThat(check.words())
                .isEqualTo(
                        "Gateway istio-system/cross-network-gateway (hosts [*.local]) and Gateway istio-system/old (hosts"
                                + " [*.shop.svc.cluster.local]) of cluster eks1 overlap on the pods of the east-west gateway, which"
                                + " refuses them: keep one of them");
    }

    @Test
    void shouldPassTwoForOtherHosts() {
        gateway(gateway ->
                ((ObjectNode) gateway.at("/spec/servers/0")).putArray("hosts").add("*.shop.svc.cluster.local"));
        second("*.billing.svc.cluster.local", "eastwestgateway");

        assertThat(mesh.amiss()).isEmpty();
    }

    @Test
    void shouldPassTwoForOtherPods() {
        second("*.local", "ingressgateway");

        assertThat(mesh.amiss()).isEmpty();
    }

    private Check definition() {
        return mesh.check("gateway-definition-in-eks1");
    }

    private void gateway(Consumer<ObjectNode> change) {
        mesh.eks1.edit(ObjectKind.GATEWAY, NAME, change);
    }

    private void second(String host, String selected) {
        mesh.eks1.add(
                """
                apiVersion: networking.istio.io/v1
                kind: Gateway
                metadata: {name: old, namespace: istio-system}
                spec:
                  selector: {istio: %s}
                  servers:
                    - port: {number: 15443, name: tls, protocol: TLS}
                      tls: {mode: AUTO_PASSTHROUGH}
                      hosts: ["%s"]
                """
                        .formatted(selected, host));
    }
}
