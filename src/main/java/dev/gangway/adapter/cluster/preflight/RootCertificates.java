package dev.gangway.adapter.cluster.preflight;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The roots that a cluster's proxies trust.
 *
 * @param roots each once
 */
record RootCertificates(Set<Root> roots) {
    private static final int SHOWN = 8;

    /**
     * One of them; the same where its fingerprint is.
     *
     * @param fingerprint SHA-256 of its DER form, in hexadecimal
     * @param subject its name
     */
    record Root(String fingerprint, String subject, Instant notBefore, Instant notAfter) {
        String words() {
            return "%s (SHA-256 %s)".formatted(subject, fingerprint.substring(0, SHOWN));
        }
    }

    /** Copies them. */
    RootCertificates {
        roots = Collections.unmodifiableSet(new LinkedHashSet<>(roots));
    }

    /** Of a ConfigMap {@code istio-ca-root-cert}; empty where it holds no certificate. */
    static Optional<RootCertificates> of(KubernetesObject configMap) {
        String pem = configMap.map("/data").getOrDefault("root-cert.pem", "");
        try {
            List<Root> roots = new ArrayList<>();
            for (Certificate certificate : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(UTF_8)))) {
                roots.add(root((X509Certificate) certificate));
            }
            return roots.isEmpty() ? Optional.empty() : Optional.of(new RootCertificates(Set.copyOf(roots)));
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }

    boolean shareOneWith(RootCertificates others) {
        return !Collections.disjoint(roots, others.roots);
    }

    /** In the order of their names. */
    List<Root> sorted() {
        return roots.stream()
                .sorted((one, other) -> one.words().compareTo(other.words()))
                .toList();
    }

    String words() {
        return sorted().stream().map(Root::words).collect(Collectors.joining(", "));
    }

    private static Root root(X509Certificate certificate) throws CertificateException {
        return new Root(
                digest(certificate.getEncoded()),
                certificate.getSubjectX500Principal().getName(),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    private static String digest(byte[] encoded) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
