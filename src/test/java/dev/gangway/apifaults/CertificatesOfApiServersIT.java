package dev.gangway.apifaults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.adapter.cluster.ClusterRegistry;
import dev.gangway.proxy.Certificate;
import dev.gangway.proxy.FaultProxy;
import dev.gangway.proxy.Upstream;
import dev.gangway.sim.SimulatedMesh;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An API server's certificate that expires, and one of somebody else. */
class CertificatesOfApiServersIT {
    private static final String PASSWORD = "not-a-secret";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path directory;

    private final SimulatedMesh mesh = SimulatedMesh.start(SimulatedMesh.Settings.of(Clock.systemUTC(), 1));
    private final Kubectl kubectl = new Kubectl(mesh);

    @Test
    void shouldSayThatACertificateHasExpiredOrIsNotTrustedAndGoOnWhenItIsRenewed() throws Exception {
        Certificate good = certificate("good", "-1d");
        Certificate expired = certificate("expired", "-9d");
        Certificate strange = certificate("strange", "-1d");
        try (FaultProxy proxy = new FaultProxy(Upstream.of(mesh.apiServers().get("k8s2")), Optional.of(good));
                ClusterRegistry registry = new ClusterRegistry(
                        mesh.client(FaultyMesh.MANAGEMENT), Duration.ofSeconds(5), Clock.systemUTC())) {
            reach(proxy, good, expired);
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

    /** Each is its own authority; the kubeconfig trusts some of them. */
    private void reach(FaultProxy proxy, Certificate... trusted) throws Exception {
        StringBuilder authorities = new StringBuilder();
        for (Certificate certificate : trusted) {
            authorities.append(pem(certificate));
        }
        String kubeconfig = mesh.kubeconfig("k8s2")
                .replace(
                        "server: " + mesh.apiServers().get("k8s2"),
                        "server: %s\n      certificate-authority-data: %s"
                                .formatted(proxy.address(), base64(authorities.toString())));
        var unused = mesh.client(FaultyMesh.MANAGEMENT)
                .secrets()
                .inNamespace("gangway-system")
                .withName("k8s2-kubeconfig")
                .edit(secret -> {
                    secret.setData(Map.of("kubeconfig", base64(kubeconfig)));
                    return secret;
                });
    }

    private static String pem(Certificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance(certificate.keyStore().toFile(), PASSWORD.toCharArray());
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(store.getCertificate("server").getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    /** Valid for a week from then. */
    private Certificate certificate(String name, String from) throws IOException, InterruptedException {
        Path store = directory.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "server",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-startdate",
                        from,
                        "-validity",
                        "7",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD,
                        "-storetype",
                        "PKCS12"))
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue())
                .as(new String(keytool.getInputStream().readAllBytes(), UTF_8))
                .isZero();
        return new Certificate(store, PASSWORD);
    }
}
