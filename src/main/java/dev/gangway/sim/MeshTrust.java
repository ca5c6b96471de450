package dev.gangway.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Who is trusted in the mesh: one root that has signed the authority of each cluster's istiod, and the authorities of the
 * clusters' API servers, which have nothing to do with it.
 */
final class MeshTrust {
    private static final Duration VALID_FOR = Duration.ofDays(3650);

    private final CertificateAuthority root;
    private final Map<String, CertificateAuthority> istiods = new HashMap<>();
    private final Map<String, CertificateAuthority> apiServers = new HashMap<>();

    private MeshTrust(CertificateAuthority root) {
        this.root = root;
    }

    /** For the clusters that carry traffic, valid for ten years from {@code now}. */
    static MeshTrust of(Instant now) {
        Instant until = now.plus(VALID_FOR);
        MeshTrust trust = new MeshTrust(CertificateAuthority.root("Root CA", now, until));
        for (String cluster : Topology.MESH) {
            trust.istiods.put(cluster, trust.root.intermediate("Intermediate CA of " + cluster, now, until));
            trust.apiServers.put(cluster, CertificateAuthority.root("kubernetes of " + cluster, now, until));
        }
        return trust;
    }

    /** The authority of a cluster's API server, as PEM. */
    String apiServer(String cluster) {
        return apiServers.get(cluster).pem();
    }

    /** What {@code trust.yaml} asks for. */
    Map<String, String> values(String cluster) {
        return values(root, istiods.get(cluster));
    }

    /** The same for another root and an authority that it has signed. */
    static Map<String, String> values(CertificateAuthority root, CertificateAuthority istiod) {
        return Map.of(
                "caCertificate", encoded(istiod.pem()),
                "rootCertificate", encoded(root.pem()),
                "certificateChain", encoded(istiod.pem() + root.pem()),
                "noKey", encoded("the simulation keeps no private key\n"),
                "rootText", '"' + root.pem().replace("\n", "\\n") + '"');
    }

    static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
