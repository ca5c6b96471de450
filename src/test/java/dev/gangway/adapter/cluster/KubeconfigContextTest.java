package dev.gangway.adapter.cluster;

import static dev.gangway.adapter.cluster.Registered.EKS1;
import static dev.gangway.adapter.cluster.Registered.GKE1;
import static dev.gangway.adapter.cluster.Registered.context;
import static dev.gangway.adapter.cluster.Registered.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gangway.adapter.Gate;
import dev.gangway.domain.traffic.ClusterName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways in by contexts of the kubeconfig that Gangway itself is configured with. */
class KubeconfigContextTest {
    @TempDir
    Path home;

    private Path file;
    private Registered all;

    @BeforeEach
    void write() throws IOException {
        file = home.resolve("config");
        all = new Registered(home.resolve("not-there"), file);
        kubeconfig("user: {}");
    }

    @AfterEach
    void stop() {
        all.close();
    }

    @Test
    void shouldReachAClusterByAContextThatIsNotTheCurrentOne() {
        all.cluster("gke1", spec("gke1", context("eks1")));

        all.registry.start();

        assertThat(all.registry.find(GKE1).orElseThrow().client().getMasterUrl().toString())
                .startsWith(all.mesh.apiServers().get("eks1").toString());
    }

    @Test
    void shouldNotTakeAnotherContextWhereThereIsNone() {
        all.cluster("gke1", spec("gke1", context("gke1")));

        all.registry.start();

        assertThat(all.registry.find(GKE1)).isEmpty();
        assertThat(all.registry.problem(GKE1))
                .isEqualTo(
                        "MeshCluster 'gke1' can't be used: Gangway's kubeconfig (gangway.kubeconfig, KUBECONFIG or"
                                + " ~/.kube/config) has no context 'gke1' with its cluster, that cluster's server and its user");
    }

    @Test
    void shouldRunAnExecPluginForItsToken() throws IOException {
        Gate gate = all.gate("eks1");
        gate.admitOnly("from-plugin");
        kubeconfig(exec(plugin("from-plugin")));
        all.cluster("gke1", spec("gke1", context("gated")));

        all.registry.start();

        await().until(() -> all.registry.byName("gke1").orElseThrow().reachable());
    }

    @Test
    void shouldSayThatAnExecPluginHasGivenNothing() throws IOException {
        kubeconfig(exec(script("exit 1")));
        all.cluster("gke1", spec("gke1", context("gated")));

        all.registry.start();

        assertThat(all.registry.problem(GKE1))
                .endsWith("the exec plugin of context 'gated' has given neither a token nor a certificate");
    }

    @Test
    void shouldNotWaitForAnExecPluginThatHangs() throws IOException {
        Path hanging = home.resolve("pipe");
        kubeconfig(exec(script("cat < " + fifo(hanging))));
        KubeconfigFile contexts = new KubeconfigFile(List.of(file), Duration.ofMillis(10));

        WayIn wayIn = contexts.find("gated");

        assertThatThrownBy(wayIn::config).hasMessageContaining("the exec plugin of context 'gated' has not ended");
        assertThatThrownBy(wayIn::config).hasMessageContaining("is waited for");
        Files.writeString(hanging, "");
        await().untilAsserted(() -> assertThatThrownBy(wayIn::config).hasMessageContaining("neither a token"));
    }

    @Test
    void shouldFollowAContextThatChangesAndLeaveTheOthersAlone() throws IOException {
        ClusterName other = new ClusterName("other");
        all.cluster("gke1", spec("gke1", context("gated")));
        all.cluster("other", spec("other", context("eks1")));
        all.registry.start();
        Member before = all.registry.find(other).orElseThrow();

        kubeconfig("user: {token: new}");

        await().until(() -> all.heard.contains("replaced gke1"));
        assertThat(all.registry.find(other).orElseThrow()).isSameAs(before);
        assertThat(all.heard).doesNotContain("replaced other", "left gke1");
    }

    @Test
    void shouldKeepAClusterWhoseContextIsGoneForAMoment() throws IOException {
        all.cluster("gke1", spec("gke1", context("gated")));
        all.registry.start();
        Member before = all.registry.find(GKE1).orElseThrow();

        Files.writeString(file, "");

        await().until(() -> all.registry.problem(GKE1).contains("what it said before still holds"));
        assertThat(all.registry.find(GKE1).orElseThrow()).isSameAs(before);
        assertThat(all.registry.find(EKS1)).isPresent();
    }

    private void kubeconfig(String user) throws IOException {
        Files.writeString(
                file,
                """
                apiVersion: v1
                kind: Config
                clusters:
                  - {name: k8s2, cluster: {server: "%s"}}
                  - {name: eks1, cluster: {server: "%s"}}
                  - {name: gated, cluster: {server: "%s"}}
                users:
                  - {name: nobody, user: {}}
                  - name: somebody
                    %s
                contexts:
                  - {name: k8s2, context: {cluster: k8s2, user: nobody}}
                  - {name: eks1, context: {cluster: eks1, user: nobody}}
                  - {name: gated, context: {cluster: gated, user: somebody}}
                current-context: k8s2
                """
                        .formatted(
                                all.mesh.apiServers().get("k8s2"),
                                all.mesh.apiServers().get("eks1"),
                                all.gate("eks1").address(),
                                user));
    }

    private Path plugin(String token) throws IOException {
        return script(
                """
                echo '{"apiVersion": "client.authentication.k8s.io/v1", "kind": "ExecCredential", "status": {"token": "%s"}}'
                """
                        .formatted(token));
    }

    private Path script(String text) throws IOException {
        Path script = home.resolve("plugin");
        Files.writeString(script, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    private static Path fifo(Path path) throws IOException {
        Process made = new ProcessBuilder("mkfifo", path.toString()).start();
        await().until(() -> !made.isAlive());
        return path;
    }

    private static String exec(Path program) {
        return "user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: \"%s\"}}".formatted(program);
    }
}
