package dev.gangway.adapter.cluster.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.control.Preflight.Result;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TrustChecksTest {
    private static final String ONE = TwoClusters.text("root-one.pem");
    private static final String OTHER = TwoClusters.text("root-other.pem");

    private final TwoClusters mesh = new TwoClusters();

    @Test
    void shouldPassOneRoot() {
        assertThat(mesh.check("root-certificate").seen())
                .isEqualTo("both clusters trust CN=Root one,O=Example (SHA-256 0f49ff6d)");
    }

    @Test
    void shouldFailWhereTheRootsHaveNothingInCommon() {
        roots(mesh.eks1, OTHER);

        assertThat(mesh.amiss()).containsExactly("root-certificate");
        assertThat(mesh.check("root-certificate").result()).isEqualTo(Result.FAIL);
        assertThat(mesh.check("root-certificate").words())
                .startsWith(
                        "the root-cert.pem of ConfigMap shop/istio-ca-root-cert holds CN=Root one,O=Example (SHA-256"
                                + " 0f49ff6d) in cluster k8s2 and CN=Root other,O=Example (SHA-256 89e01b36) in cluster eks1: let both"
                                + " sign by one root");
    }

    @Test
    void shouldWarnWhereTheRootsOverlapAsInARotation() {
        roots(mesh.eks1, OTHER + ONE);

        assertThat(mesh.check("root-certificate").result()).isEqualTo(Result.WARN);
    }

    @Test
    void shouldPassTheSameRootsInAnotherOrder() {
        roots(mesh.eks1, OTHER + ONE);
        roots(mesh.k8s2, ONE + OTHER);

        assertThat(mesh.amiss()).isEmpty();
    }

    @Test
    void shouldFailWhereTheNamespaceIsToldOfNoRoot() {
        mesh.eks1.remove(ObjectKind.CONFIG_MAP, "istio-ca-root-cert");

        assertThat(mesh.check("root-certificate").words())
                .startsWith(
                        "namespace shop of cluster eks1 has no ConfigMap istio-ca-root-cert with a certificate: no sidecar"
                                + " can start there");
    }

    @Test
    void shouldFailWhereTheRootCanNotBeRead() {
        roots(mesh.eks1, "-----BEGIN CERTIFICATE-----\nbm8=\n-----END CERTIFICATE-----\n");

        assertThat(mesh.check("root-certificate").result()).isEqualTo(Result.FAIL);
    }

    @Test
    void shouldWarnInTheLastThirtyDaysOfARoot() {
        at("2046-10-20T00:00:00Z");
        assertThat(mesh.check("root-expiry-in-eks1").result()).isEqualTo(Result.PASS);

        at("2046-11-01T00:00:00Z");

        assertThat(mesh.check("root-expiry-in-eks1").seen())
                .isEqualTo(
                        "a root certificate of cluster eks1 ends within 30 days: CN=Root one,O=Example (SHA-256 0f49ff6d)"
                                + " until 2046-11-20T22:50:27Z");
        assertThat(mesh.check("root-expiry-in-k8s2").result()).isEqualTo(Result.WARN);
    }

    @Test
    void shouldFailAfterTheLastDayOfARoot() {
        at("2046-11-21T00:00:00Z");

        assertThat(mesh.check("root-expiry-in-eks1").result()).isEqualTo(Result.FAIL);
        assertThat(mesh.check("root-expiry-in-eks1").words()).contains("have ended", "rotate the root");
    }

    private void at(String time) {
        mesh.clock.advance(Duration.between(mesh.clock.instant(), Instant.parse(time)));
    }

    private static void roots(StandingCluster cluster, String pem) {
        cluster.edit(ObjectKind.CONFIG_MAP, "istio-ca-root-cert", configMap -> configMap
                .withObject("/data")
                .put("root-cert.pem", pem));
    }
}
