package dev.gangway.adapter.cluster.remotesecret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.cluster.ClusterRegistry;
import dev.gangway.control.ClusterUnavailableException;
import dev.gangway.control.RefusedException;
import dev.gangway.control.remotesecret.RemoteSecretRequest;
import dev.gangway.control.remotesecret.RemoteSecretState;
import dev.gangway.control.remotesecret.RemoteSecretState.Outcome;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cloud of the mesh stands still: that Kubernetes fills a token is played by hand. */
class IstioRemoteSecretsTest {
    private static final ClusterName EKS1 = new ClusterName("eks1");
    private static final ClusterName K8S2 = new ClusterName("k8s2");
    private static final String ROOT = "istio-system";
    private static final String NAME = "istio-remote-secret-eks1";
    private static final String TOKEN = "istio-reader-service-account-istio-remote-secret-token";
    private static final String ADDRESS = "https://api.eks1.example:6443";
    private static final String SECRET = "eyJ-very-secret";

    private final SimulatedMesh mesh = SimulatedMesh.start(
            SimulatedMesh.Settings.of(Clock.fixed(Instant.parse("2025-01-15T12:00:00Z"), ZoneOffset.UTC), 1));
    private final KubernetesClient eks1 = mesh.client("eks1");
    private final KubernetesClient k8s2 = mesh.client("k8s2");
    private final ClusterRegistry registry =
            new ClusterRegistry(mesh.client("management"), Duration.ofSeconds(5), Clock.systemUTC());
    private final IstioRemoteSecrets secrets = new IstioRemoteSecrets(registry);

    @BeforeEach
    void start() {
        registry.start();
        delete(k8s2, NAME);
    }

    @AfterEach
    void stop() {
        registry.close();
        mesh.close();
    }

    @Test
    void shouldAskForATokenFirstAndGoOnWhenKubernetesHasMadeIt() {
        RemoteSecretState waiting = secrets.make(request(false));

        assertThat(waiting.outcome()).isEqualTo(Outcome.WAITING);
        assertThat(waiting.waitingFor().orElseThrow()).contains("has not filled Secret istio-system/" + TOKEN);
        assertThat(find(k8s2, NAME)).isEmpty();

        fill(SECRET);
        RemoteSecretState made = secrets.make(request(false));

        assertThat(made.outcome()).isEqualTo(Outcome.MADE);
        Secret secret = find(k8s2, NAME).orElseThrow();
        assertThat(secret.getMetadata().getLabels()).containsEntry("istio/multiCluster", "true");
        assertThat(secret.getMetadata().getAnnotations()).containsEntry("networking.istio.io/cluster", "eks1");
        assertThat(secret.getData()).containsOnlyKeys("eks1");
        ObjectNode kubeconfig = Serialization.unmarshal(
                new String(Base64.getDecoder().decode(secret.getData().get("eks1")), UTF_8), ObjectNode.class);
        assertThat(kubeconfig.at("/clusters/0/cluster/server").asText()).isEqualTo(ADDRESS);
        assertThat(kubeconfig.at("/users/0/user/token").asText()).isEqualTo(SECRET);
        assertThat(kubeconfig
                        .at("/clusters/0/cluster/certificate-authority-data")
                        .asText())
                .isEqualTo(encoded("authority"));
    }

    @Test
    void shouldWriteNothingThatStandsJustSo() {
        made();
        String version = find(k8s2, NAME).orElseThrow().getMetadata().getResourceVersion();

        assertThat(secrets.make(request(false)).outcome()).isEqualTo(Outcome.STANDS);

        assertThat(find(k8s2, NAME).orElseThrow().getMetadata().getResourceVersion())
                .isEqualTo(version);
    }

    @Test
    void shouldRenewItsOwnWhenTheTokenIsAnother() {
        made();
        fill("another-token");

        assertThat(secrets.make(request(false)).outcome()).isEqualTo(Outcome.REPLACED);
        assertThat(secrets.make(request(false)).outcome()).isEqualTo(Outcome.STANDS);
    }

    @Test
    void shouldWriteOverOneThatGivesAccessOnlyWhereItIsToldTo() {
        made();
        RemoteSecretRequest elsewhere =
                new RemoteSecretRequest(EKS1, K8S2, Optional.of("https://other.example"), false);

        assertThatThrownBy(() -> secrets.make(elsewhere))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("--replace");

        assertThat(secrets.make(new RemoteSecretRequest(EKS1, K8S2, Optional.of("https://other.example"), true))
                        .outcome())
                .isEqualTo(Outcome.REPLACED);
    }

    @Test
    void shouldLeaveTheSecretOfSomebodyElse() {
        Secret theirs = new SecretBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(ROOT)
                .endMetadata()
                .withData(Map.of("eks1", encoded("theirs")))
                .build();
        var unused = k8s2.resource(theirs).create();

        assertThatThrownBy(() -> secrets.make(request(false)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll("is not Gangway's", "--replace");

        assertThat(find(k8s2, NAME).orElseThrow().getData()).containsEntry("eks1", encoded("theirs"));
        assertThat(find(eks1, TOKEN)).as("no token is asked for in vain").isEmpty();
    }

    @Test
    void shouldRefuseASecondSecretForTheSameCluster() {
        Secret theirs = new SecretBuilder()
                .withNewMetadata()
                .withName("theirs")
                .withNamespace(ROOT)
                .addToLabels("istio/multiCluster", "true")
                .endMetadata()
                .withData(Map.of("eks1", encoded("theirs")))
                .build();
        var unused = k8s2.resource(theirs).create();

        assertThatThrownBy(() -> secrets.make(request(true)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Secret istio-system/theirs of k8s2 is one for eks1 already");
    }

    @Test
    void shouldGrantNothingWhereIstiosReaderIsMissing() {
        var unused = eks1.serviceAccounts()
                .inNamespace(ROOT)
                .withName("istio-reader-service-account")
                .delete();

        assertThatThrownBy(() -> secrets.make(request(false)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll("there is no ServiceAccount", "install Istio's base chart");
        assertThat(find(eks1, TOKEN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1:6443",
                "https://localhost",
                "https://[::1]:6443",
                "https://kubernetes.default.svc",
                "https://kubernetes.default.svc.cluster.local:443",
                "https://10.0.0.1",
                "http://api.eks1.example",
                "https://user:password@api.eks1.example",
                "api.eks1.example"
            })
    void shouldRefuseAnAddressThatLeadsNowhere(String address) {
        var unused = eks1.resource(
                        """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: kubernetes, namespace: default}
                        spec: {clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1], ports: [{port: 443}]}
                        """)
                .createOr(existing -> existing.update());

        assertThatThrownBy(() -> secrets.make(new RemoteSecretRequest(EKS1, K8S2, Optional.of(address), false)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("--api-server https://")
                .hasMessageNotContaining("password");
    }

    @Test
    void shouldRefuseTheAddressThatGangwayUsesWhereThatIsALoopbackOne() {
        assertThatThrownBy(() -> secrets.make(new RemoteSecretRequest(EKS1, K8S2, Optional.empty(), false)))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void shouldShowTheTokenNowhere() {
        fillNew(SECRET);
        RemoteSecretState made = secrets.make(request(false));
        mesh.setApiServerOff("k8s2", true);
        Throwable failure = catchThrowable(() -> secrets.make(request(true)));

        assertThat(made.toString()).doesNotContain(SECRET, encoded(SECRET));
        assertThat(failure).isInstanceOf(ClusterUnavailableException.class);
        assertThat(failure.getMessage())
                .contains("cluster k8s2: it answers 503")
                .doesNotContain(SECRET);
        assertThat(new ReaderToken(SECRET, "authority").toString()).doesNotContain(SECRET);
    }

    private static RemoteSecretRequest request(boolean replace) {
        return new RemoteSecretRequest(EKS1, K8S2, Optional.of(ADDRESS), replace);
    }

    private void made() {
        fillNew(SECRET);
        secrets.make(request(false));
    }

    private void fillNew(String token) {
        secrets.make(request(false));
        fill(token);
    }

    /** What Kubernetes' token controller does. */
    private void fill(String token) {
        var unused = eks1.secrets().inNamespace(ROOT).withName(TOKEN).edit(secret -> {
            secret.setData(Map.of("token", encoded(token), "ca.crt", encoded("authority")));
            return secret;
        });
    }

    private static Optional<Secret> find(KubernetesClient client, String name) {
        return Optional.ofNullable(
                client.secrets().inNamespace(ROOT).withName(name).get());
    }

    private static void delete(KubernetesClient client, String name) {
        var unused = client.secrets().inNamespace(ROOT).withName(name).delete();
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
