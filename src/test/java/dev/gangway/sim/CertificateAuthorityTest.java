package dev.gangway.sim;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CertificateAuthorityTest {
    private static final int SIGNS_CERTIFICATES = 5;

    private final Instant now = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void shouldBeARootThatSignsItself() throws Exception {
        Instant until = now.plus(Duration.ofDays(10));

        X509Certificate root =
                read(CertificateAuthority.root("Root CA", now, until).pem());

        assertThat(root.getSubjectX500Principal().getName()).isEqualTo("CN=Root CA,O=Simulation");
        assertThat(root.getIssuerX500Principal()).isEqualTo(root.getSubjectX500Principal());
        assertThat(root.getNotBefore().toInstant()).isBefore(now);
        assertThat(root.getNotAfter().toInstant()).isEqualTo(until);
        assertThat(root.getBasicConstraints()).isNotNegative();
        assertThat(root.getKeyUsage()[SIGNS_CERTIFICATES]).isTrue();
        assertThatCode(() -> root.verify(root.getPublicKey())).doesNotThrowAnyException();
    }

    @Test
    void shouldSignAnotherAuthority() throws Exception {
        Instant until = Instant.parse("2056-01-01T00:00:00Z");
        CertificateAuthority root = CertificateAuthority.root("Root CA", now, until);

        X509Certificate signed =
                read(root.intermediate("Intermediate CA of eks1", now, until).pem());

        assertThat(signed.getIssuerX500Principal()).isEqualTo(read(root.pem()).getSubjectX500Principal());
        assertThat(signed.getNotAfter().toInstant()).isEqualTo(until);
        assertThatCode(() -> signed.verify(read(root.pem()).getPublicKey())).doesNotThrowAnyException();
    }

    private static X509Certificate read(String pem) throws CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(US_ASCII)));
    }
}
