package dev.gangway.adapter.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.client.Config;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * How a cluster's API server is reached, as it was found. Two are equal when what they were made of is, so that a rotation is
 * told from a look that has found nothing new. Holds secrets and shows none.
 */
final class WayIn {
    private final String fingerprint;
    private final Supplier<Config> config;

    /**
     * Makes one.
     *
     * @param content what it is made of, of which only a digest is kept
     * @param config makes the client's configuration; may take its time, and throw IllegalArgumentException with words
     */
    WayIn(String content, Supplier<Config> config) {
        this.fingerprint = digest(content);
        this.config = config;
    }

    Config config() {
        return config.get();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WayIn wayIn && wayIn.fingerprint.equals(fingerprint);
    }

    @Override
    public int hashCode() {
        return fingerprint.hashCode();
    }

    @Override
    public String toString() {
        return "a way in";
    }

    private static String digest(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
