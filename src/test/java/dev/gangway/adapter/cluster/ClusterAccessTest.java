package dev.gangway.adapter.cluster;

import static dev.gangway.adapter.cluster.Registered.GKE1;
import static dev.gangway.adapter.cluster.Registered.access;
import static dev.gangway.adapter.cluster.Registered.context;
import static dev.gangway.adapter.cluster.Registered.spec;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways into a cluster by Secrets, and which of them are taken. */
class ClusterAccessTest {
    private static final String TOKEN = "c2VjcmV0LXRva2Vu";

    private final Registered all = new Registered();
    private final ClusterRegistry registry = all.registry;

    @AfterEach
    void stop() {
        all.close();
    }

    @Test
    void shouldTakeTheKeyThatIsNamed() {
        all.secret("gke1", Map.of("one", "", "two", all.mesh.kubeconfig("eks1"), "gke1", ""));
        all.cluster("gke1", spec("gke1", access("gke1", "two")));

        registry.start();

        assertThat(registry.find(GKE1)).isPresent();
    }

    @Test
    void shouldTakeTheKeyOfTheClustersNameAsInAnIstioRemoteSecret() {
        all.secret("gke1", Map.of("gke1", all.mesh.kubeconfig("eks1"), "gke2", all.mesh.kubeconfig("k8s2")));
        all.cluster("gke1", spec("gke1", access("gke1", null)));

        registry.start();

        assertThat(registry.find(GKE1).orElseThrow().client().getMasterUrl().toString())
                .startsWith(all.mesh.apiServers().get("eks1").toString());
    }

    @Test
    void shouldTakeTheOnlyKeyThatThereIs() {
        all.secret("gke1", Map.of("somebody-elses-name", all.mesh.kubeconfig("eks1")));
        all.cluster("gke1", spec("gke1", access("gke1", null)));

        registry.start();

        assertThat(registry.find(GKE1)).isPresent();
    }

    @Test
    void shouldAskForAKeyWhereSeveralCouldBeMeant() {
        all.secret("gke1", Map.of("two", all.mesh.kubeconfig("eks1"), "one", ""));
        all.cluster("gke1", spec("gke1", access("gke1", null)));

        registry.start();

        assertThat(registry.problem(GKE1))
                .isEqualTo(
                        "MeshCluster 'gke1' can't be used: Secret 'gke1-kubeconfig' in namespace 'gangway-system' has the"
                                + " keys [one, two], and none of them is 'gke1': name one as spec.access.kubeconfigSecret.key");
    }

    @Test
    void shouldSayWhichSecretIsMissingAndTakeTheClusterWhenItAppears() {
        all.cluster("gke1", spec("gke1"));
        registry.start();

        assertThat(registry.find(GKE1)).isEmpty();
        assertThat(registry.names()).contains("gke1");
        assertThat(registry.problem(GKE1))
                .isEqualTo("MeshCluster 'gke1' can't be used: there is no Secret 'gke1-kubeconfig' in namespace"
                        + " 'gangway-system'");

        all.secret("gke1", Map.of("other", ""));
        await().until(() -> registry.problem(GKE1).contains("there is no key 'kubeconfig' in Secret"));

        all.secret("gke1", all.mesh.kubeconfig("eks1"));
        await().until(() -> registry.find(GKE1).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "users:\n  - token: " + TOKEN + "\n bad: [",
                "{\"users\": [{\"token\": \"" + TOKEN + "\"",
                TOKEN,
                "apiVersion: v1\nkind: Config\nusers: " + TOKEN + "\n",
                "apiVersion: v1\nkind: Config\nusers: [null]\nclusters: [{name: a}]\ncontexts: [{name: a}]\n",
                "apiVersion: v1\nkind: Config\ncurrent-context: a\ncontexts:\n"
                        + "  - {name: a, context: {cluster: a, user: a}}\n"
                        + "users:\n  - {name: a, user: {token: " + TOKEN + "}}\n",
            })
    void shouldRefuseAKubeconfigThatIsNoneWithoutRepeatingIt(String kubeconfig) {
        all.secret("gke1", kubeconfig);
        all.cluster("gke1", spec("gke1"));

        registry.start();

        assertThat(registry.find(GKE1)).isEmpty();
        assertThat(registry.problem(GKE1))
                .startsWith("MeshCluster 'gke1' can't be used: key 'kubeconfig' of Secret 'gke1-kubeconfig'")
                .doesNotContain(TOKEN);
        assertThat(registry.members()).hasSize(2);
    }

    @Test
    void shouldRefuseASecretThatIsNotBase64WithoutRepeatingIt() {
        Secret broken = new SecretBuilder()
                .withMetadata(new ObjectMetaBuilder()
                        .withNamespace("gangway-system")
                        .withName("gke1-kubeconfig")
                        .build())
                .withData(Map.of("kubeconfig", "%" + TOKEN))
                .build();
        all.management.resource(broken).create();
        all.cluster("gke1", spec("gke1"));

        registry.start();

        assertThat(registry.problem(GKE1)).contains("Secret 'gke1-kubeconfig'").doesNotContain(TOKEN, "%");
    }

    static Stream<String> reachingOut() {
        return Stream.of(
                "exec: {apiVersion: client.authentication.k8s.io/v1, command: touch, args: [/tmp/x]}",
                "auth-provider: {name: gcp, config: {cmd-path: /bin/touch}}",
                "tokenFile: /var/run/secrets/kubernetes.io/serviceaccount/token",
                "client-certificate: /etc/passwd",
                "client-key: /etc/passwd");
    }

    @ParameterizedTest
    @MethodSource("reachingOut")
    void shouldRefuseAKubeconfigThatRunsProgramsOrReadsFilesWhereGangwayRuns(String user) {
        all.secret("gke1", all.mesh.kubeconfig("eks1").replace("user: {}", "user: {" + user + "}"));
        all.cluster("gke1", spec("gke1"));

        registry.start();

        assertThat(registry.find(GKE1)).isEmpty();
        assertThat(registry.problem(GKE1))
                .contains("has '%s', by which whoever writes the Secret".formatted(user.replaceFirst(":.*", "")))
                .contains("name a kubeconfigContext");
    }

    @Test
    void shouldRefuseAProgramEvenInAUserThatNoContextNames() {
        all.secret(
                "gke1",
                all.mesh
                        .kubeconfig("eks1")
                        .replace("users:\n", "users:\n  - {name: other, user: {exec: {command: touch}}}\n"));
        all.cluster("gke1", spec("gke1"));

        registry.start();

        assertThat(registry.problem(GKE1)).contains("has 'exec'");
    }

    @Test
    void shouldSayThatNoClientCanBeMadeOfItsCertificatesWithoutRepeatingThem() {
        all.secret(
                "gke1",
                all.mesh.kubeconfig("eks1")
                        .replace("http://", "https://")
                        .replace(
                                "user: {}",
                                "user: {client-certificate-data: " + TOKEN + ", client-key-data: " + TOKEN + "}"));
        all.cluster("gke1", spec("gke1"));

        registry.start();

        assertThat(registry.find(GKE1)).isEmpty();
        assertThat(registry.problem(GKE1))
                .contains("no client can be made of its server, certificates and keys")
                .doesNotContain(TOKEN, "secret-token");
    }

    @Test
    void shouldNotTakeItsOwnClusterWhereNoAccessIsNamed() {
        all.cluster("gke1", spec("gke1", new MeshClusterSpec.Access(null, null, null)));

        registry.start();

        assertThat(registry.find(GKE1)).isEmpty();
        assertThat(registry.problem(GKE1))
                .endsWith("spec.access names nothing: give exactly one of kubeconfigSecret, kubeconfigContext and"
                        + " inCluster: true");
    }

    @Test
    void shouldNotChooseBetweenTwoWaysIn() {
        MeshClusterSpec.SecretKey secret = access("gke1", "kubeconfig").kubeconfigSecret();
        all.cluster("gke1", spec("gke1", new MeshClusterSpec.Access(secret, "gke1", true)));

        registry.start();

        assertThat(registry.problem(GKE1))
                .contains("spec.access names kubeconfigSecret and kubeconfigContext and inCluster: true");
    }

    @Test
    void shouldSayThatThereIsNoKubeconfigOfItsOwn() {
        all.cluster("gke1", spec("gke1", context("gke1")));

        registry.start();

        assertThat(registry.problem(GKE1)).contains("Gangway's kubeconfig").contains("has no context 'gke1'");
    }

    @Test
    void shouldShowNoSecretOfAWayIn() {
        WayIn wayIn = new WayIn(TOKEN, () -> null);

        assertThat(wayIn.toString()).doesNotContain(TOKEN, Base64.getEncoder().encodeToString(TOKEN.getBytes(UTF_8)));
        assertThat(wayIn).isEqualTo(new WayIn(TOKEN, () -> null)).isNotEqualTo(new WayIn("other", () -> null));
    }
}
