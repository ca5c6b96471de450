package dev.gangway.adapter.cluster.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.control.Preflight.Check;
import dev.gangway.control.Preflight.Result;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The gateway between the networks: its Service, its pods, and what keeps them there. */
class EastWestGatewayChecksTest {
    private static final String NAME = "istio-eastwestgateway";

    private final TwoClusters mesh = new TwoClusters();

    @Test
    void shouldTellItsAddress() {
        assertThat(mesh.check("east-west-gateway-service-in-eks1").seen())
                .isEqualTo("Service istio-system/istio-eastwestgateway of cluster eks1 leads to network eks1.prd.sfo2:"
                        + " eks1.prd.sfo2.elb.example");
    }

    @Test
    void shouldFailWhereNoServiceHasTheLabel() {
        service(service -> service.withObject("/metadata/labels").remove("topology.istio.io/network"));

        assertThat(mesh.amiss()).containsExactly("east-west-gateway-service-in-eks1");
        assertThat(mesh.check("east-west-gateway-service-in-eks1").words())
                .isEqualTo(
                        "no Service of cluster eks1 has the label topology.istio.io/network, so nothing leads to its network"
                                + " eks1.prd.sfo2: gangway gateway --cluster eks1 --make makes an east-west gateway");
    }

    @Test
    void shouldFailWhereTheServiceLeadsToAnotherNetwork() {
        service(service -> service.withObject("/metadata/labels").put("topology.istio.io/network", "aws"));

        assertThat(mesh.check("east-west-gateway-service-in-eks1").seen())
                .startsWith("in cluster eks1 Service istio-system/istio-eastwestgateway has the label"
                        + " topology.istio.io/network: aws");
    }

    @Test
    void shouldFailWithoutAnAddress() {
        service(service -> service.withObject("/status").putObject("loadBalancer"));

        Check check = mesh.check("east-west-gateway-service-in-eks1");
        assertThat(check.result()).isEqualTo(Result.FAIL);
        assertThat(check.seen()).endsWith("has no address, neither status.loadBalancer.ingress nor spec.externalIPs");
    }

    @Test
    void shouldTakeExternalAddressesAndThoseOfNodes() {
        service(service -> {
            service.withObject("/status").putObject("loadBalancer");
            service.withObject("/spec").putArray("externalIPs").add("192.0.2.7");
        });
        assertThat(mesh.amiss()).isEmpty();

        service(service -> {
            service.withObject("/spec").remove("externalIPs");
            service.withObject("/metadata/annotations").put("traffic.istio.io/nodeSelector", "{\"edge\": \"true\"}");
        });
        assertThat(mesh.amiss()).isEmpty();
    }

    @Test
    void shouldFailWithoutTheMeshsPort() {
        service(service -> ((ArrayNode) service.at("/spec/ports")).remove(1));

        assertThat(mesh.check("east-west-gateway-service-in-eks1").words())
                .contains("and has no port 15443: add the port 15443, or name another with the label");
    }

    @Test
    void shouldTakeAnotherPortThatTheLabelNames() {
        service(service -> {
            service.withObject("/metadata/labels").put("networking.istio.io/gatewayPort", "443");
            ((ObjectNode) service.at("/spec/ports/1")).put("port", 443);
        });
        mesh.eks1.edit(ObjectKind.GATEWAY, "cross-network-gateway", gateway -> ((ObjectNode)
                        gateway.at("/spec/servers/0/port"))
                .put("number", 443));

        assertThat(mesh.amiss()).isEmpty();
    }

    @Test
    void shouldWarnOfAGatewayThatIsGivenByItsAddress() {
        service(service -> service.withObject("/metadata/labels").remove("topology.istio.io/network"));
        mesh.k8s2.edit(ObjectKind.CONFIG_MAP, "istio", configMap -> {
            if (configMap.withObject("/data").has("meshNetworks")) {
                configMap
                        .withObject("/data")
                        .put(
                                "meshNetworks",
                                "networks: {eks1.prd.sfo2: {gateways: [{address: 192.0.2.7, port: 15443}]}}");
            }
        });

        Check check = mesh.check("east-west-gateway-service-in-eks1");
        assertThat(check.result()).isEqualTo(Result.WARN);
        assertThat(check.seen()).contains("meshNetworks");
    }

    @Test
    void shouldFailWithNoReadyEndpointAndWarnOfOne() {
        endpoints(endpoints ->
                ((ObjectNode) endpoints.get(0)).withObject("/conditions").put("ready", false));
        assertThat(mesh.check("east-west-gateway-ready-in-eks1").seen())
                .isEqualTo(
                        "Service istio-system/istio-eastwestgateway of cluster eks1 has 1 ready endpoint: a restart of it"
                                + " cuts all that comes from the other network");
        assertThat(mesh.check("east-west-gateway-ready-in-eks1").result()).isEqualTo(Result.WARN);

        endpoints(ArrayNode::removeAll);
        assertThat(mesh.check("east-west-gateway-ready-in-eks1").result()).isEqualTo(Result.FAIL);
        assertThat(mesh.check("east-west-gateway-ready-in-eks1").seen()).endsWith("has 0 ready endpoints");
    }

    @Test
    void shouldWarnWithoutTheNetworkView() {
        environment(environment -> environment.remove(0));

        assertThat(mesh.amiss()).containsExactly("east-west-gateway-view-in-eks1");
        assertThat(mesh.check("east-west-gateway-view-in-eks1").result()).isEqualTo(Result.WARN);
        assertThat(mesh.check("east-west-gateway-view-in-eks1").seen())
                .isEqualTo("pods of the east-west gateway of cluster eks1 have no ISTIO_META_REQUESTED_NETWORK_VIEW:"
                        + " istio-eastwestgateway-6d9f7b8c5d-4xk2p");
    }

    @Test
    void shouldFailWithTheViewOfAnotherNetwork() {
        environment(environment -> ((ObjectNode) environment.get(0)).put("value", "k8s2.prd.sfo2"));

        assertThat(mesh.check("east-west-gateway-view-in-eks1").result()).isEqualTo(Result.FAIL);
    }

    @Test
    void shouldTellOfAMissingBudgetOrAutoscalerAndHoldNothingUp() {
        mesh.eks1.remove(ObjectKind.DISRUPTION_BUDGET, NAME);
        mesh.eks1.remove(ObjectKind.AUTOSCALER, NAME);

        assertThat(mesh.amiss()).isEmpty();
        assertThat(mesh.check("east-west-gateway-budget-in-eks1").seen())
                .isEqualTo(
                        "the pods of Service istio-system/istio-eastwestgateway of cluster eks1 have no PodDisruptionBudget"
                                + " and no HorizontalPodAutoscaler: think of one before much traffic goes there");
    }

    @Test
    void shouldWarnOfAnAutoscalerThatHasNothingLeftToGive() {
        mesh.eks1.edit(ObjectKind.AUTOSCALER, NAME, autoscaler -> autoscaler
                .withObject("/status")
                .put("currentReplicas", 5));

        assertThat(mesh.check("east-west-gateway-budget-in-eks1").result()).isEqualTo(Result.WARN);
        assertThat(mesh.check("east-west-gateway-budget-in-eks1").seen())
                .startsWith(
                        "HorizontalPodAutoscaler istio-system/istio-eastwestgateway of cluster eks1 is at its maximum of 5");
    }

    private void service(Consumer<ObjectNode> change) {
        mesh.eks1.edit(ObjectKind.SERVICE, NAME, change);
    }

    private void endpoints(Consumer<ArrayNode> change) {
        mesh.eks1.edit(ObjectKind.ENDPOINT_SLICE, NAME, slice -> change.accept(slice.withArray("/endpoints")));
    }

    private void environment(Consumer<ArrayNode> change) {
        mesh.eks1.edit(ObjectKind.POD, NAME, pod -> {
            JsonNode environment = pod.at("/spec/containers/0/env");
            change.accept((ArrayNode) environment);
        });
    }
}
