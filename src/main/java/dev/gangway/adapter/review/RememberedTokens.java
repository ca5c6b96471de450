package dev.gangway.adapter.review;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.gangway.control.access.Identity;
import dev.gangway.control.access.TokenReviews;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/** Remembers for some seconds who is behind a token, by the token's digest: the tokens themselves are kept nowhere. */
public final class RememberedTokens implements TokenReviews {
    private final TokenReviews reviews;
    private final Remembered<String, Optional<Identity>> known;

    /**
     * Knows nobody yet.
     *
     * @param lasts how long an answer counts; 0 = each time anew
     */
    public RememberedTokens(TokenReviews reviews, Duration lasts) {
        this(reviews, lasts, Ticker.systemTicker());
    }

    RememberedTokens(TokenReviews reviews, Duration lasts, Ticker ticker) {
        this.reviews = reviews;
        known = new Remembered<>(lasts, ticker);
    }

    /** What could not be answered is not remembered. */
    @Override
    public Optional<Identity> review(String token) {
        return known.get(digest(token), () -> reviews.review(token));
    }

    private static String digest(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
