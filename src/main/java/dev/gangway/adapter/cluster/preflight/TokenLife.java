package dev.gangway.adapter.cluster.preflight;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * How long a token lasts, as it says itself (RFC 7519: {@code iat} and {@code exp}). Nothing else of the token is kept.
 *
 * @param issued empty where it does not say
 */
record TokenLife(Optional<Instant> issued, Instant expiry) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofDays(30);
    private static final int LAST_PART = 10;

    /** Empty for what is no JSON Web Token, and for one that does not expire. */
    static Optional<TokenLife> of(String token) {
        String[] parts = token.strip().split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonNode claims = JSON.readTree(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8));
            return time(claims.path("exp")).map(expiry -> new TokenLife(time(claims.path("iat")), expiry));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // Some other kind of token, which says nothing.
            return Optional.empty();
        }
    }

    boolean isOverAt(Instant now) {
        return !now.isBefore(expiry);
    }

    /**
     * Whether somebody should have renewed it by now: less than 30 days are left, or less than a tenth of its life where that is
     * shorter, since tokens for hours or days are renewed by machines.
     */
    boolean isNearlyOverAt(Instant now) {
        Duration late = issued.map(from -> Duration.between(from, expiry).dividedBy(LAST_PART))
                .filter(tenth -> tenth.compareTo(SOON) < 0)
                .orElse(SOON);
        return !now.isBefore(expiry.minus(late));
    }

    private static Optional<Instant> time(JsonNode seconds) {
        try {
            return seconds.isNumber() ? Optional.of(Instant.ofEpochSecond(seconds.asLong())) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
