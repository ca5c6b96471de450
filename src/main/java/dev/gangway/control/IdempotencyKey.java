package dev.gangway.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What tells that a wish is the one that was put down before, and not a second one. Only digests are kept: a key may be anything,
 * and what it stands for is long.
 *
 * @param key SHA-256 of what the caller chose, in hex
 * @param content SHA-256 of what the caller wanted with it, in hex
 */
public record IdempotencyKey(String key, String content) {
    private static final String DIGEST = "[0-9a-f]{64}";

    /** Throws IllegalArgumentException for what is no digest. */
    public IdempotencyKey {
        if (!key.matches(DIGEST) || !content.matches(DIGEST)) {
            throw new IllegalArgumentException("an idempotency key is two SHA-256 digests in hex");
        }
    }

    /** Of what a caller chose, and what is wanted with it. */
    public static IdempotencyKey of(String chosen, String content) {
        return new IdempotencyKey(digest(chosen), digest(content));
    }

    private static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
