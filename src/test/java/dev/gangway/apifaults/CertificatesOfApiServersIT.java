package dev.gangway.apifaults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.adapter.cluster.ClusterRegistry;
import dev.gangway.proxy.Authority;
import dev.gangway.proxy.Certificate;
import dev.gangway.proxy.FaultProxy;
import dev.gangway.proxy.Upstream;
import dev.gangway.sim.SimulatedMesh;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An API server's certificate that expires, and one of somebody else. */
class CertificatesOfApiServersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path directory;

    private final SimulatedMesh mesh = SimulatedMesh.start(SimulatedMesh.Settings.of(Clock.systemUTC(), 1));
    private final Kubectl kubectl = new Kubectl(mesh);

    @Test
    void shouldSayThatACertificateHasExpiredOrIsNotTrustedAndGoOnWhenItIsRenewed() {
        Authority authority = new Authority(directory, "authority");
        Certificate good = authority.sign("good", "-1d");
        Certificate expired = authority.sign("expired", "-9d");
        Certificate strange = new Authority(directory, "somebody-else").sign("strange", "-1d");
        try (FaultProxy proxy = new FaultProxy(Upstream.of(mesh.apiServers().get("k8s2")), Optional.of(good));
                ClusterRegistry registry = new ClusterRegistry(
                        mesh.client(FaultyMesh.MANAGEMENT), Duration.ofSeconds(5), Clock.systemUTC())) {
            reach(proxy, authority);
            registry.start();
            await().atMost(PATIENCE).until(this::answers);

            proxy.show(expired);
            awaitWords("TLS fails: the certificate of the API server has expired (NotAfter: ");
            proxy.show(good);
            await().atMost(PATIENCE).until(this::answers);

            proxy.show(strange);
            awaitWords("TLS fails: the certificate of the API server is not trusted");
            proxy.show(good);
            await().atMost(PATIENCE).until(this::answers);
        } finally {
            mesh.close();
        }
    }

    private boolean answers() {
        return kubectl.clusterCondition("k8s2", "Reachable", "True").isPresent();
    }

    private void awaitWords(String words) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(kubectl.clusterCondition("k8s2", "Reachable", "False"))
                .hasValueSatisfying(message -> assertThat(message).contains(words)));
    }

    private void reach(FaultProxy proxy, Authority trusted) {
        String kubeconfig = mesh.kubeconfig("k8s2")
                .replace(
                        "server: " + mesh.apiServers().get("k8s2"),
                        "server: %s\n      certificate-authority-data: %s"
                                .formatted(proxy.address(), base64(trusted.pem())));
        var unused = mesh.client(FaultyMesh.MANAGEMENT)
                .secrets()
                .inNamespace("gangway-system")
                .withName("k8s2-kubeconfig")
                .edit(secret -> {
                    secret.setData(Map.of("kubeconfig", base64(kubeconfig)));
                    return secret;
                });
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
