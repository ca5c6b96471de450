package dev.gangway.adapter.cluster.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.control.Preflight.Result;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps the service's clients in their own cluster. */
class ServiceChecksTest {
    private final TwoClusters mesh = new TwoClusters();

    @ParameterizedTest
    @ValueSource(strings = {"NodePort", "LoadBalancer"})
    void shouldWarnOfClientsFromOutsideTheMesh(String type) {
        service(service -> service.withObject("/spec").put("type", type));

        assertThat(mesh.amiss()).containsExactly("service-type-in-eks1");
        assertThat(mesh.check("service-type-in-eks1").seen())
                .isEqualTo("Service shop/checkout of cluster eks1 has spec.type " + type);
    }

    @Test
    void shouldLeaveAnExternalNameToTheChecksOfRoutes() {
        service(service -> service.withObject("/spec").put("type", "ExternalName"));

        assertThat(mesh.amiss()).isEmpty();
    }

    @Test
    void shouldFailWhereTrafficStaysOnTheNode() {
        service(service -> service.withObject("/spec").put("internalTrafficPolicy", "Local"));

        assertThat(mesh.amiss()).containsExactly("local-traffic-in-eks1");
        assertThat(mesh.check("local-traffic-in-eks1").seen())
                .isEqualTo("Service shop/checkout of cluster eks1 has spec.internalTrafficPolicy Local");
    }

    @ParameterizedTest
    @CsvSource({
        "*.shop.svc.cluster.local, FAIL",
        "checkout.shop.svc.cluster.local, FAIL",
        "*.billing.svc.cluster.local, PASS",
    })
    void shouldFailWhereTheMeshKeepsTheHostInItsCluster(String host, Result expected) {
        settings("serviceSettings: [{settings: {clusterLocal: true}, hosts: ['%s']}]".formatted(host));

        assertThat(mesh.check("local-traffic-in-eks1").result()).isEqualTo(expected);
    }

    @Test
    void shouldPassHostsThatAreKeptOpen() {
        settings("serviceSettings: [{settings: {clusterLocal: false}, hosts: ['*.shop.svc.cluster.local']}]");

        assertThat(mesh.amiss()).isEmpty();
    }

    @Test
    void shouldFailWhereIstiodDoesNotLookAtTheNamespace() {
        settings("discoverySelectors: [{matchLabels: {istio-discovery: enabled}}]");

        assertThat(mesh.amiss()).containsExactly("local-traffic-in-eks1");
        assertThat(mesh.check("local-traffic-in-eks1").words())
                .isEqualTo(
                        "ConfigMap istio-system/istio of cluster eks1 has discoverySelectors that leave Namespace shop out:"
                                + " its labels are {kubernetes.io/metadata.name=shop, istio-injection=enabled}: label the namespace as"
                                + " one of [{\"matchLabels\":{\"istio-discovery\":\"enabled\"}}] asks");
    }

    @ParameterizedTest
    @CsvSource({
        "'{matchLabels: {istio-injection: enabled}}', PASS",
        "'{matchExpressions: [{key: istio-injection, operator: In, values: [enabled]}]}', PASS",
        "'{matchExpressions: [{key: istio-injection, operator: NotIn, values: [enabled]}]}', FAIL",
        "'{matchExpressions: [{key: istio-injection, operator: Exists}]}', PASS",
        "'{matchExpressions: [{key: istio-injection, operator: DoesNotExist}]}', FAIL",
        "'{matchExpressions: [{key: istio.io/rev, operator: NotIn, values: [old]}]}', PASS",
        "'{matchLabels: {istio-injection: enabled}, matchExpressions: [{key: team, operator: Exists}]}', FAIL",
    })
    void shouldReadSelectorsAsKubernetesDoes(String selector, Result expected) {
        settings("discoverySelectors: [" + selector + "]");

        assertThat(mesh.check("local-traffic-in-eks1").result()).isEqualTo(expected);
    }

    @Test
    void shouldPassWhereOneOfSeveralSelectorsHolds() {
        settings("discoverySelectors: [{matchLabels: {team: other}}, {matchLabels: {istio-injection: enabled}}]");

        assertThat(mesh.amiss()).isEmpty();
    }

    @Test
    void shouldTellAllThatIsAmissAtOnce() {
        service(service -> service.withObject("/spec").put("internalTrafficPolicy", "Local"));
        settings("serviceSettings: [{settings: {clusterLocal: true}, hosts: ['*.local']}]");

        assertThat(mesh.check("local-traffic-in-eks1").seen())
                .contains("internalTrafficPolicy Local; ", "serviceSettings that keep *.local clusterLocal");
    }

    private void service(Consumer<ObjectNode> change) {
        mesh.eks1.edit(ObjectKind.SERVICE, "checkout", change);
    }

    private void settings(String yaml) {
        mesh.eks1.edit(ObjectKind.CONFIG_MAP, "istio", configMap -> {
            ObjectNode data = configMap.withObject("/data");
            if (data.has("mesh")) {
                data.put("mesh", data.path("mesh").asText() + "\n" + yaml);
            }
        });
    }
}
