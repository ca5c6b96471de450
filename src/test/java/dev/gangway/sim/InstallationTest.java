package dev.gangway.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes the two clusters one mesh, as an API server tells it. */
class InstallationTest {
    private static final String SYSTEM = "/api/v1/namespaces/istio-system";
    private static final HandClock CLOCK = new HandClock();
    private static final SimulatedMesh MESH = SimulatedMesh.start(SimulatedMesh.Settings.of(CLOCK, 77));

    @AfterAll
    static void stop() {
        MESH.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"k8s2", "eks1"})
    void shouldTellTheSameNetworkAndClusterInEveryPlace(String cluster) {
        String network = cluster + ".prd.sfo2";
        JsonNode values = Serialization.unmarshal(
                at(cluster, SYSTEM + "/configmaps/istio-sidecar-injector")
                        .at("/data/values")
                        .asText(),
                JsonNode.class);
        List<Pod> pods = MESH.client(cluster)
                .pods()
                .inNamespace("shop")
                .withLabel("app", "checkout")
                .list()
                .getItems();

        assertThat(at(cluster, SYSTEM)
                        .at("/metadata/labels/topology.istio.io~1network")
                        .asText())
                .isEqualTo(network);
        assertThat(values.at("/global/network").asText()).isEqualTo(network);
        assertThat(values.at("/global/multiCluster/clusterName").asText()).isEqualTo(cluster);
        assertThat(pods).isNotEmpty().allSatisfy(pod -> assertThat(
                        pod.getMetadata().getLabels())
                .containsEntry("topology.istio.io/network", network));
    }

    @ParameterizedTest
    @ValueSource(strings = {"k8s2", "eks1"})
    void shouldBeOfOneMeshAndOneTrustDomain(String cluster) {
        JsonNode mesh = Serialization.unmarshal(
                at(cluster, SYSTEM + "/configmaps/istio").at("/data/mesh").asText(), JsonNode.class);

        assertThat(mesh.path("trustDomain").asText()).isEqualTo("cluster.local");
        assertThat(mesh.at("/defaultConfig/meshId").asText()).isEqualTo("prd");
    }

    @Test
    void shouldTrustOneRootInEveryNamespaceOfBothClusters() {
        String root = root("k8s2", "istio-system");

        assertThat(root).startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(List.of(root("k8s2", "shop"), root("eks1", "istio-system"), root("eks1", "shop")))
                .containsOnly(root);
    }

    @ParameterizedTest
    @ValueSource(strings = {"k8s2", "eks1"})
    void shouldHoldAnAuthorityOfTheRootAndNoPrivateKey(String cluster) {
        JsonNode data = at(cluster, SYSTEM + "/secrets/cacerts").path("data");
        String root = ApiObjects.decoded(data.path("root-cert.pem").asText());
        String authority = ApiObjects.decoded(data.path("ca-cert.pem").asText());

        assertThat(root).isEqualTo(root(cluster, "shop"));
        assertThat(ApiObjects.decoded(data.path("cert-chain.pem").asText())).isEqualTo(authority + root);
        assertThat(ApiObjects.decoded(data.path("ca-key.pem").asText())).contains("no private key");
    }

    @Test
    void shouldGiveEachClusterAccessToTheOtherForAYear() {
        JsonNode kubeconfig = ApiObjects.remoteKubeconfig(MESH, "k8s2", "eks1");
        JsonNode claims = ApiObjects.claims(kubeconfig.at("/users/0/user/token").asText());

        assertThat(kubeconfig.at("/clusters/0/cluster/server").asText())
                .isEqualTo("https://api.eks1.prd.sfo2.example:6443");
        assertThat(ApiObjects.remoteKubeconfig(MESH, "eks1", "k8s2")
                        .at("/clusters/0/cluster/server")
                        .asText())
                .isEqualTo("https://api.k8s2.prd.sfo2.example:6443");
        assertThat(claims.path("sub").asText())
                .isEqualTo("system:serviceaccount:istio-system:istio-reader-service-account");
        assertThat(claims.path("exp").asLong())
                .isEqualTo(CLOCK.instant().plus(Duration.ofDays(365)).getEpochSecond());
    }

    @ParameterizedTest
    @ValueSource(strings = {"k8s2", "eks1"})
    void shouldHaveAnEastWestGatewayWithAnAddressAndTwoReadyPods(String cluster) {
        JsonNode service = at(cluster, SYSTEM + "/services/istio-eastwestgateway");
        JsonNode slice = at(
                        cluster,
                        "/apis/discovery.k8s.io/v1/namespaces/istio-system/endpointslices"
                                + "?labelSelector=kubernetes.io%2Fservice-name%3Distio-eastwestgateway")
                .at("/items/0");

        assertThat(service.at("/metadata/labels/topology.istio.io~1network").asText())
                .isEqualTo(cluster + ".prd.sfo2");
        assertThat(service.at("/spec/ports"))
                .extracting(port -> port.path("port").asInt())
                .containsExactly(15021, 15443, 15012, 15017);
        assertThat(service.at("/status/loadBalancer/ingress")).hasSize(1);
        assertThat(slice.path("endpoints")).hasSize(2).allMatch(endpoint -> endpoint.at("/conditions/ready")
                .asBoolean());
    }

    @ParameterizedTest
    @ValueSource(strings = {"k8s2", "eks1"})
    void shouldStartTheGatewaysProxiesWithWhatTheyAreTold(String cluster) {
        List<Pod> pods = MESH.client(cluster)
                .pods()
                .inNamespace("istio-system")
                .withLabel("istio", "eastwestgateway")
                .list()
                .getItems();

        assertThat(pods).hasSize(2).allSatisfy(pod -> {
            assertThat(pod.getMetadata().getLabels())
                    .containsEntry("istio.io/rev", "default")
                    .doesNotContainKey("security.istio.io/tlsMode");
            assertThat(pod.getSpec().getContainers()).singleElement().satisfies(proxy -> {
                assertThat(proxy.getImage()).isEqualTo("docker.io/istio/proxyv2:1.27.1");
                assertThat(proxy.getEnv())
                        .extracting(variable -> variable.getName() + "=" + variable.getValue())
                        .contains(
                                "ISTIO_META_REQUESTED_NETWORK_VIEW=" + cluster + ".prd.sfo2",
                                "ISTIO_META_CLUSTER_ID=" + cluster,
                                "ISTIO_META_NETWORK=" + cluster + ".prd.sfo2");
            });
        });
    }

    private static String root(String cluster, String namespace) {
        return at(cluster, "/api/v1/namespaces/" + namespace + "/configmaps/istio-ca-root-cert")
                .path("data")
                .path("root-cert.pem")
                .asText();
    }

    private static JsonNode at(String cluster, String path) {
        return ApiObjects.at(MESH, cluster, path);
    }
}
