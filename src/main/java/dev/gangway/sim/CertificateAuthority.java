package dev.gangway.sim;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * A certificate authority with an X.509 certificate and a P-256 key. The key never leaves this object: the simulation needs the
 * certificates alone, and a mesh that is made anew at each start has none that runs out.
 */
final class CertificateAuthority {
    private static final Duration IN_USE_FOR = Duration.ofDays(400);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.identifier("2a8648ce3d040302"));
    private static final byte[] ORGANIZATION = Der.identifier("55040a");
    private static final byte[] COMMON_NAME = Der.identifier("550403");
    private static final byte[] BASIC_CONSTRAINTS = Der.identifier("551d13");
    private static final byte[] KEY_USAGE = Der.identifier("551d0f");
    /** Bits 5 and 6: it signs certificates and lists of revoked ones. */
    private static final byte[] SIGNS_CERTIFICATES = Der.bits(1, new byte[] {0x06});

    private final byte[] name;
    private final PrivateKey key;
    private final String pem;

    private CertificateAuthority(byte[] name, PrivateKey key, String pem) {
        this.name = name;
        this.key = key;
        this.pem = pem;
    }

    /** One that has signed itself, in use for a good year at {@code now}. */
    static CertificateAuthority root(String commonName, Instant now, Instant until) {
        KeyPair keys = keys();
        byte[] name = name(commonName);
        return new CertificateAuthority(
                name, keys.getPrivate(), certificate(name, keys, name, keys.getPrivate(), now, until));
    }

    /** One that this one has signed. */
    CertificateAuthority intermediate(String commonName, Instant now, Instant until) {
        KeyPair keys = keys();
        byte[] subject = name(commonName);
        return new CertificateAuthority(subject, keys.getPrivate(), certificate(subject, keys, name, key, now, until));
    }

    /** Its certificate, with a line break at the end. */
    String pem() {
        return pem;
    }

    private static String certificate(
            byte[] subject, KeyPair keys, byte[] issuer, PrivateKey signer, Instant now, Instant until) {
        byte[] body = Der.sequence(
                Der.tagged(0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(120, RANDOM).setBit(120)),
                ECDSA_WITH_SHA256,
                issuer,
                Der.sequence(Der.time(now.minus(IN_USE_FOR)), Der.time(until)),
                subject,
                keys.getPublic().getEncoded(),
                Der.tagged(
                        3,
                        Der.sequence(
                                Der.sequence(BASIC_CONSTRAINTS, Der.yes(), Der.octets(Der.sequence(Der.yes()))),
                                Der.sequence(KEY_USAGE, Der.yes(), Der.octets(SIGNS_CERTIFICATES)))));
        byte[] certificate = Der.sequence(body, ECDSA_WITH_SHA256, Der.bits(0, sign(body, signer)));
        return "-----BEGIN CERTIFICATE-----\n" + new String(LINES.encode(certificate), US_ASCII)
                + "\n-----END CERTIFICATE-----\n";
    }

    private static byte[] name(String commonName) {
        return Der.sequence(
                Der.set(Der.sequence(ORGANIZATION, Der.text("Simulation"))),
                Der.set(Der.sequence(COMMON_NAME, Der.text(commonName))));
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK makes no P-256 keys", e);
        }
    }

    private static byte[] sign(byte[] body, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key, RANDOM);
            signature.update(body);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK signs nothing with P-256 keys", e);
        }
    }
}
