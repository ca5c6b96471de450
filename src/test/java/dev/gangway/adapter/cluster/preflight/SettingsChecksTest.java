package dev.gangway.adapter.cluster.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.control.Preflight.Check;
import dev.gangway.control.Preflight.Result;
import dev.gangway.domain.shift.ShiftPlan.SubsetLabel;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Names and settings that both clusters must have alike, or each its own. */
class SettingsChecksTest {
    private final TwoClusters mesh = new TwoClusters();

    @Test
    void shouldFailWithoutTheNetworkLabelOfTheRootNamespace() {
        mesh.eks1.edit(ObjectKind.NAMESPACE, "istio-system", namespace -> labels(namespace)
                .remove("topology.istio.io/network"));

        assertThat(mesh.amiss()).containsExactly("network-id-in-eks1");
        assertThat(mesh.check("network-id-in-eks1"))
                .isEqualTo(new Check(
                        "network-id-in-eks1",
                        "destination",
                        Result.FAIL,
                        "Namespace istio-system of cluster eks1 has no label topology.istio.io/network, and its MeshCluster"
                                + " says spec.network: eks1.prd.sfo2",
                        "kubectl --context eks1 label namespace istio-system topology.istio.io/network=eks1.prd.sfo2, if that"
                                + " is its network"));
    }

    @Test
    void shouldFailWhereTheLabelNamesAnotherNetwork() {
        mesh.k8s2.edit(ObjectKind.NAMESPACE, "istio-system", namespace -> labels(namespace)
                .put("topology.istio.io/network", "default"));

        assertThat(mesh.check("network-id-in-k8s2").words())
                .startsWith("Namespace istio-system of cluster k8s2 has the label topology.istio.io/network: default");
    }

    @Test
    void shouldFailWhereTheInjectorNamesAnotherNetwork() {
        values("\"network\": \"eks1.prd.sfo2\"", "\"network\": \"default\"");

        assertThat(mesh.amiss()).containsExactly("network-id-in-eks1");
        assertThat(mesh.check("network-id-in-eks1").seen())
                .isEqualTo(
                        "ConfigMap istio-system/istio-sidecar-injector of cluster eks1 has values.global.network default,"
                                + " and its MeshCluster says spec.network: eks1.prd.sfo2");
    }

    @Test
    void shouldFailWhereTheInjectorNamesNoNetwork() {
        values("\"network\": \"eks1.prd.sfo2\"", "\"network\": \"\"");

        assertThat(mesh.check("network-id-in-eks1").seen()).contains("values.global.network not set");
    }

    @Test
    void shouldFailWhereBothClustersAreOfOneNetworkAndSubsetsAreByNetwork() {
        oneNetwork();

        assertThat(mesh.amiss()).containsExactly("networks-apart");
        assertThat(mesh.check("networks-apart").todo()).startsWith("set spec.subsetBy: Cluster");
    }

    @Test
    void shouldNeedNoGatewayWithinOneNetwork() {
        oneNetwork();
        mesh.subsetBy = SubsetLabel.CLUSTER;
        mesh.eks1.remove(ObjectKind.SERVICE, "istio-eastwestgateway");

        assertThat(mesh.amiss()).isEmpty();
        assertThat(mesh.checks()).extracting(Check::id).noneMatch(id -> id.contains("gateway"));
    }

    @Test
    void shouldFailWhereTheProxiesTellAnotherClusterName() {
        values("\"clusterName\": \"eks1\"", "\"clusterName\": \"\"");

        assertThat(mesh.amiss()).containsExactly("cluster-id-in-eks1");
        assertThat(mesh.check("cluster-id-in-eks1").seen())
                .isEqualTo("ConfigMap istio-system/istio-sidecar-injector of cluster eks1 has"
                        + " values.global.multiCluster.clusterName Kubernetes, and its MeshCluster is named eks1");
    }

    @Test
    void shouldFailWhereTheMeshIdsDiffer() {
        settings("meshId: prd", "meshId: stg");

        assertThat(mesh.amiss()).containsExactly("mesh-id");
        assertThat(mesh.check("mesh-id").seen())
                .isEqualTo("ConfigMap istio-system/istio has defaultConfig.meshId prd in cluster k8s2, and ConfigMap"
                        + " istio-system/istio has stg in cluster eks1");
    }

    @Test
    void shouldTakeTheTrustDomainForAMeshIdThatIsNotSet() {
        settings("  meshId: prd\n", "");

        assertThat(mesh.check("mesh-id").seen()).contains("has cluster.local in cluster eks1");
    }

    @Test
    void shouldFailWhereTheTrustDomainsDiffer() {
        settings("trustDomain: cluster.local", "trustDomain: eks1.local");

        assertThat(mesh.amiss()).containsExactly("trust-domain");
        assertThat(mesh.check("trust-domain").seen())
                .isEqualTo(
                        "ConfigMap istio-system/istio has trustDomain cluster.local in cluster k8s2, and ConfigMap"
                                + " istio-system/istio has eks1.local in cluster eks1, without the other in trustDomainAliases of both");
    }

    @Test
    void shouldPassTrustDomainsThatAreAliasesOfEachOther() {
        settings("trustDomain: cluster.local", "trustDomain: eks1.local\ntrustDomainAliases: [cluster.local]");
        assertThat(mesh.check("trust-domain").result()).isEqualTo(Result.FAIL);

        mesh.k8s2.edit(
                ObjectKind.CONFIG_MAP,
                "istio",
                configMap -> replace(
                        configMap,
                        "mesh",
                        "trustDomain: cluster.local",
                        "trustDomain: cluster.local\ntrustDomainAliases: [eks1.local]"));

        assertThat(mesh.check("trust-domain").result()).isEqualTo(Result.PASS);
    }

    @Test
    void shouldFailWhereNoSettingsAreToBeFound() {
        mesh.eks1.remove(ObjectKind.CONFIG_MAP, "istio-sidecar-injector");

        assertThat(mesh.amiss()).containsExactly("istio-settings-in-eks1");
        assertThat(mesh.check("istio-settings-in-eks1").words())
                .startsWith("namespace istio-system of cluster eks1 has no ConfigMap istio-sidecar-injector")
                .endsWith("name the namespace of Istio in spec.rootNamespace of the MeshCluster eks1");
    }

    @Test
    void shouldReadTheSettingsOfTheRevisionThatTheNamespaceAsksFor() {
        mesh.eks1.add(
                """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: istio-sidecar-injector-1-28
                  namespace: istio-system
                  labels: {istio.io/rev: 1-28}
                data:
                  values: '{"global": {"network": "other", "multiCluster": {"clusterName": "eks1"}}}'
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: MutatingWebhookConfiguration
                metadata:
                  name: istio-revision-tag-prod
                  labels: {istio.io/rev: 1-28, istio.io/tag: prod}
                """);
        assertThat(mesh.amiss()).isEmpty();

        mesh.eks1.edit(ObjectKind.NAMESPACE, "shop", namespace -> {
            labels(namespace).remove("istio-injection");
            labels(namespace).put("istio.io/rev", "prod");
        });

        assertThat(mesh.check("network-id-in-eks1").seen())
                .startsWith("ConfigMap istio-system/istio-sidecar-injector-1-28 of cluster eks1");
        assertThat(mesh.check("stale-sidecars-in-eks1").result()).isEqualTo(Result.WARN);
    }

    @Test
    void shouldTellTheVersionAndHoldNothingUp() {
        assertThat(mesh.check("istiod-version-in-eks1").seen())
                .startsWith("istiod of cluster eks1 is docker.io/istio/pilot:1.27.1; before 1.30 restart it");
        mesh.eks1.edit(ObjectKind.DEPLOYMENT, "istiod", deployment -> ((ObjectNode)
                        deployment.at("/spec/template/spec/containers/0"))
                .put("image", "docker.io/istio/pilot:1.30.2"));

        assertThat(mesh.check("istiod-version-in-eks1").seen())
                .isEqualTo("istiod of cluster eks1 is docker.io/istio/pilot:1.30.2");
    }

    @Test
    void shouldWarnWhenGangwaysOwnTokenIsAboutToEnd() {
        access(Duration.ofDays(365), Duration.ofDays(300));
        assertThat(mesh.check("access-in-eks1").result()).isEqualTo(Result.PASS);

        access(Duration.ofDays(365), Duration.ofDays(340));
        assertThat(mesh.check("access-in-eks1").result()).isEqualTo(Result.WARN);

        access(Duration.ofHours(24), Duration.ofHours(20));
        assertThat(mesh.check("access-in-eks1").result()).isEqualTo(Result.PASS);
    }

    private void access(Duration life, Duration age) {
        Optional<TokenLife> access =
                TokenLife.of(TwoClusters.token(mesh.clock.instant().minus(age), life));
        mesh.put("eks1", TwoClusters.network("eks1"), mesh.eks1, access);
    }

    private void oneNetwork() {
        StandingCluster eks1 = new StandingCluster();
        eks1.add(TwoClusters.furnishing("eks1", "k8s2").replace("eks1.prd.sfo2", "k8s2.prd.sfo2"));
        mesh.put("eks1", "k8s2.prd.sfo2", eks1, Optional.empty());
    }

    private void values(String before, String after) {
        mesh.eks1.edit(
                ObjectKind.CONFIG_MAP,
                "istio-sidecar-injector",
                configMap -> replace(configMap, "values", before, after));
    }

    private void settings(String before, String after) {
        mesh.eks1.edit(ObjectKind.CONFIG_MAP, "istio", configMap -> replace(configMap, "mesh", before, after));
    }

    private static void replace(ObjectNode configMap, String key, String before, String after) {
        ObjectNode data = configMap.withObject("/data");
        if (data.path(key).asText().contains(before)) {
            data.put(key, data.path(key).asText().replace(before, after));
        }
    }

    private static ObjectNode labels(ObjectNode object) {
        return object.withObject("/metadata/labels");
    }
}
