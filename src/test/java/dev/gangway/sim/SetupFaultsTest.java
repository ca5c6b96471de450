package dev.gangway.sim;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SetupFaultsTest {
    /** Enough for a rollout of the gateway. */
    private static final Duration WHILE = Duration.ofSeconds(20);

    private static final HandClock CLOCK = new HandClock();
    private static final SimulatedMesh MESH = SimulatedMesh.start(SimulatedMesh.Settings.of(CLOCK, 77));

    @AfterEach
    void heal() {
        MESH.setupFaults().forEach(fault -> MESH.setSetupFault(fault, false));
    }

    @AfterAll
    static void stop() {
        MESH.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldPutBackEveryObjectAsItWas(SetupFault fault) {
        Map<String, String> before = ApiObjects.all(MESH);

        MESH.setSetupFault(fault, true);
        assertThat(ApiObjects.all(MESH)).isNotEqualTo(before);
        assertThat(MESH.setupFaults()).containsExactly(fault);

        MESH.setSetupFault(fault, false);
        assertThat(ApiObjects.all(MESH)).isEqualTo(before);
        assertThat(MESH.setupFaults()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldPutThemBackAfterTheClustersControllersHaveFollowed(SetupFault fault) {
        Map<String, String> before = ApiObjects.all(MESH);

        MESH.setSetupFault(fault, true);
        pass(WHILE);
        assertThat(ApiObjects.all(MESH)).isNotEqualTo(before);

        MESH.setSetupFault(fault, false);
        pass(WHILE);
        assertThat(ApiObjects.all(MESH)).isEqualTo(before);
    }

    @Test
    void shouldPutThemBackInWhateverOrderFaultsGo() {
        Map<String, String> before = ApiObjects.all(MESH);
        List<SetupFault> faults = new ArrayList<>(Arrays.asList(SetupFault.values()));
        faults.forEach(fault -> MESH.setSetupFault(fault, true));
        Collections.shuffle(faults, new Random(77));

        faults.forEach(fault -> MESH.setSetupFault(fault, false));
        pass(WHILE);

        assertThat(ApiObjects.all(MESH)).isEqualTo(before);
    }

    @Test
    void shouldKeepTheOtherFaultOfAnObjectThatHasTwo() {
        MESH.setSetupFault(SetupFault.MESH_ID_DIFFERS, true);
        MESH.setSetupFault(SetupFault.TRUST_DOMAIN_DIFFERS, true);

        MESH.setSetupFault(SetupFault.MESH_ID_DIFFERS, false);

        assertThat(text("eks1", "/api/v1/namespaces/istio-system/configmaps/istio"))
                .contains("trustDomain: \\\"eks1.local\\\"")
                .doesNotContain("prd-aws");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        network-label-missing         | /api/v1/namespaces/istio-system                                   | not topology.istio.io/network
        network-differs               | /api/v1/namespaces/istio-system/configmaps/istio-sidecar-injector | \\"network\\" : \\"default\\"
        cluster-id-differs            | /api/v1/namespaces/istio-system/configmaps/istio-sidecar-injector | \\"clusterName\\" : \\"Kubernetes\\"
        mesh-id-differs               | /api/v1/namespaces/istio-system/configmaps/istio                  | meshId: \\"prd-aws\\"
        trust-domain-differs          | /api/v1/namespaces/istio-system/configmaps/istio                  | trustDomain: \\"eks1.local\\"
        cluster-local                 | /api/v1/namespaces/istio-system/configmaps/istio                  | clusterLocal: true
        discovery-selectors           | /api/v1/namespaces/istio-system/configmaps/istio                  | discoverySelectors:
        gateway-service-missing       | /api/v1/namespaces/istio-system/services/istio-eastwestgateway    | (nothing)
        gateway-without-address       | /api/v1/namespaces/istio-system/services/istio-eastwestgateway    | "loadBalancer":{}
        gateway-port-missing          | /api/v1/namespaces/istio-system/services/istio-eastwestgateway    | not "port":15443
        gateway-not-ready             | /apis/discovery.k8s.io/v1/namespaces/istio-system/endpointslices/istio-eastwestgateway-1 | not "ready":true
        gateway-without-network-view  | /api/v1/namespaces/istio-system/pods                              | not REQUESTED_NETWORK_VIEW
        gateway-definition-missing    | /apis/networking.istio.io/v1/gateways                             | not AUTO_PASSTHROUGH
        gateway-hosts-too-narrow      | /apis/networking.istio.io/v1/gateways                             | "hosts":["*.billing.svc.cluster.local"]
        gateway-selects-no-pods       | /apis/networking.istio.io/v1/gateways                             | "selector":{"istio":"eastwest"}
        gateway-defined-twice         | /apis/networking.istio.io/v1/gateways                             | cross-network-gateway-old
        internal-traffic-policy-local | /api/v1/namespaces/shop/services/checkout                         | "internalTrafficPolicy":"Local"
        service-type-differs          | /api/v1/namespaces/shop/services/checkout                         | "clusterIP":"None"
        service-ports-differ          | /api/v1/namespaces/shop/services/checkout                         | "name":"http-web"
        service-missing               | /api/v1/namespaces/shop/services/checkout                         | (nothing)
        peer-authentication-disable   | /apis/security.istio.io/v1/peerauthentications                    | "mode":"DISABLE"
        private-destination-rule      | /apis/networking.istio.io/v1/destinationrules                     | "mode":"SIMPLE"
        """)
    void shouldShowInEks1AtOnceAndAfterAWhile(String name, String path, String seen) {
        assertThat(shows(path, seen)).as("before").isFalse();

        MESH.setSetupFault(SetupFault.of(name), true);

        assertThat(shows(path, seen)).as(text("eks1", path)).isTrue();
        pass(WHILE);
        assertThat(shows(path, seen)).as(text("eks1", path)).isTrue();
    }

    @Test
    void shouldLeaveOnePodOfTheGateway() {
        MESH.setSetupFault(SetupFault.GATEWAY_SINGLE, true);
        pass(WHILE);

        assertThat(at("eks1", "/apis/apps/v1/namespaces/istio-system/deployments/istio-eastwestgateway")
                        .at("/status/readyReplicas")
                        .asInt())
                .isEqualTo(1);
        assertThat(at("eks1", "/api/v1/namespaces/istio-system/pods?labelSelector=istio%3Deastwestgateway")
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void shouldSpoilTheSecretByWhichK8s2ReadsEks1() {
        MESH.setSetupFault(SetupFault.REMOTE_SECRET_ON_LOOPBACK, true);
        MESH.setSetupFault(SetupFault.REMOTE_SECRET_EXPIRED, true);

        JsonNode kubeconfig = ApiObjects.remoteKubeconfig(MESH, "k8s2", "eks1");
        assertThat(kubeconfig.at("/clusters/0/cluster/server").asText()).isEqualTo("https://127.0.0.1:6443");
        assertThat(ApiObjects.claims(kubeconfig.at("/users/0/user/token").asText())
                        .path("exp")
                        .asLong())
                .isEqualTo(CLOCK.instant().minus(Duration.ofDays(1)).getEpochSecond());

        MESH.setSetupFault(SetupFault.REMOTE_SECRET_KEY_DIFFERS, true);
        String path = "/api/v1/namespaces/istio-system/secrets/istio-remote-secret-eks1";
        assertThat(at("k8s2", path).path("data").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("Kubernetes");

        MESH.setSetupFault(SetupFault.REMOTE_SECRET_MISSING, true);
        assertThat(text("k8s2", path)).isEqualTo("(nothing)");
    }

    @Test
    void shouldGiveEks1ARootOfItsOwn() throws Exception {
        MESH.setSetupFault(SetupFault.ROOT_DIFFERS, true);

        assertThat(root("eks1")).isNotEqualTo(root("k8s2"));
    }

    @Test
    void shouldLetTheCommonRootRunOutInTenDays() throws Exception {
        MESH.setSetupFault(SetupFault.ROOT_EXPIRES_SOON, true);

        assertThat(root("eks1")).isEqualTo(root("k8s2"));
        assertThat(root("eks1").getNotAfter().toInstant())
                .isEqualTo(CLOCK.instant().plus(Duration.ofDays(10)));
    }

    @Test
    void shouldTakeBackWhatSomebodyHasMadeOfAFaultyObject() {
        Map<String, String> before = ApiObjects.all(MESH);
        MESH.setSetupFault(SetupFault.GATEWAY_DEFINITION_MISSING, true);
        Installation.objects("faults/second-gateway.yaml", Map.of()).forEach(gateway -> {
            gateway.withObject("/metadata").put("name", "cross-network-gateway");
            MESH.client("eks1").resource(gateway.toString()).create();
        });

        MESH.setSetupFault(SetupFault.GATEWAY_DEFINITION_MISSING, false);

        assertThat(ApiObjects.all(MESH)).isEqualTo(before);
    }

    @Test
    void shouldNameTheFaultsThatThereAreWhenOneIsNot() {
        assertThatThrownBy(() -> SetupFault.of("fire"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("fire")
                .hasMessageContaining("gateway-not-ready");
    }

    private static boolean shows(String path, String seen) {
        boolean absent = seen.startsWith("not ");
        return text("eks1", path).contains(absent ? seen.substring("not ".length()) : seen) != absent;
    }

    private static X509Certificate root(String cluster) throws CertificateException {
        String pem = at(cluster, "/api/v1/namespaces/shop/configmaps/istio-ca-root-cert")
                .path("data")
                .path("root-cert.pem")
                .asText();
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(US_ASCII)));
    }

    private static void pass(Duration duration) {
        CLOCK.advance(duration);
        MESH.catchUp();
    }

    private static JsonNode at(String cluster, String path) {
        return ApiObjects.at(MESH, cluster, path);
    }

    private static String text(String cluster, String path) {
        return ApiObjects.text(MESH, cluster, path);
    }
}
