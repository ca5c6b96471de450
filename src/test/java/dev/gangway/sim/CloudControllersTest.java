package dev.gangway.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CloudControllersTest {
    private static final String SERVICES = "/api/v1/namespaces/istio-system/services/";
    private static final String SECRETS = "/api/v1/namespaces/istio-system/secrets/";

    private final HandClock clock = new HandClock();
    private final SimulatedMesh mesh = SimulatedMesh.start(SimulatedMesh.Settings.of(clock, 77));

    @AfterEach
    void stop() {
        mesh.close();
    }

    @Test
    void shouldGiveANewLoadBalancerItsAddressAfterAWhile() {
        create("k8s2", service("one", ""));
        create("eks1", service("one", ""));
        pass(Duration.ZERO);

        pass(LoadBalancers.DELAY.minusSeconds(1));
        assertThat(ingress("k8s2", "one")).isEmpty();

        pass(Duration.ofSeconds(1));
        assertThat(ingress("k8s2", "one").at("/0/ip").asText()).startsWith("198.51.100.");
        assertThat(ingress("eks1", "one").at("/0/hostname").asText()).endsWith(".elb.sfo2.example");
    }

    @Test
    void shouldGiveNoAddressForAClassThatNothingServes() {
        create("eks1", service("one", "service.k8s.aws/nlb"));
        pass(Duration.ZERO);

        pass(Duration.ofMinutes(9));

        assertThat(ingress("eks1", "one")).isEmpty();
    }

    @Test
    void shouldFillASecretThatAsksForAToken() {
        create("eks1", secret("istio-reader-service-account"));

        pass(Duration.ofSeconds(1));

        JsonNode data = at("eks1", SECRETS + "token").path("data");
        String token = ApiObjects.decoded(data.path("token").asText());
        assertThat(ApiObjects.decoded(data.path("namespace").asText())).isEqualTo("istio-system");
        assertThat(ApiObjects.decoded(data.path("ca.crt").asText())).startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(ApiObjects.claims(token).path("sub").asText())
                .isEqualTo("system:serviceaccount:istio-system:istio-reader-service-account");
        assertThat(ApiObjects.claims(token).has("exp")).isFalse();
    }

    @Test
    void shouldLetASecretWaitForItsAccount() {
        create("eks1", secret("later"));
        pass(Duration.ofSeconds(1));
        assertThat(at("eks1", SECRETS + "token").path("data").has("token")).isFalse();

        create(
                "eks1",
                """
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: later, namespace: istio-system}
                """);
        pass(Duration.ofSeconds(1));

        assertThat(at("eks1", SECRETS + "token").path("data").has("token")).isTrue();
    }

    @Test
    void shouldStartAGatewayThatSomebodyAddsWithItsOwnSettingsAndTheInjectors() {
        create(
                "eks1",
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: second-gateway, namespace: istio-system}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: second-gateway}}
                  template:
                    metadata:
                      annotations: {inject.istio.io/templates: gateway}
                      labels: {app: second-gateway, sidecar.istio.io/inject: "true"}
                    spec:
                      containers:
                        - name: istio-proxy
                          image: auto
                          env: [{name: ISTIO_META_REQUESTED_NETWORK_VIEW, value: eks1.prd.sfo2}]
                """);

        pass(Duration.ofSeconds(20));

        assertThat(at("eks1", "/apis/apps/v1/namespaces/istio-system/deployments/second-gateway")
                        .at("/status/readyReplicas")
                        .asInt())
                .isEqualTo(2);
        assertThat(at("eks1", "/api/v1/namespaces/istio-system/pods?labelSelector=app%3Dsecond-gateway")
                        .at("/items/0/spec/containers/0/env")
                        .toString())
                .contains("ISTIO_META_REQUESTED_NETWORK_VIEW", "ISTIO_META_CLUSTER_ID");
    }

    private static String service(String name, String loadBalancerClass) {
        String named = loadBalancerClass.isEmpty() ? "" : ", loadBalancerClass: " + loadBalancerClass;
        return """
                apiVersion: v1
                kind: Service
                metadata: {name: %s, namespace: istio-system}
                spec: {type: LoadBalancer%s}
                """
                .formatted(name, named);
    }

    private static String secret(String account) {
        return """
                apiVersion: v1
                kind: Secret
                metadata:
                  name: token
                  namespace: istio-system
                  annotations: {kubernetes.io/service-account.name: %s}
                type: kubernetes.io/service-account-token
                """
                .formatted(account);
    }

    private JsonNode ingress(String cluster, String service) {
        return at(cluster, SERVICES + service).at("/status/loadBalancer/ingress");
    }

    private void create(String cluster, String yaml) {
        mesh.client(cluster).resource(yaml).create();
    }

    private JsonNode at(String cluster, String path) {
        return ApiObjects.at(mesh, cluster, path);
    }

    private void pass(Duration duration) {
        clock.advance(duration);
        mesh.catchUp();
    }
}
