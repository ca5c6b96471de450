package dev.gangway.adapter.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.control.access.Identity;
import dev.gangway.control.access.ReviewUnavailableException;
import dev.gangway.control.access.TokenReviews;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.security.AuthenticationFailedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jose4j.jwt.consumer.InvalidJwtException;

/**
 * Has the tokens of an OIDC issuer verified by its keys, and asks others about all other tokens. A token goes to one of them alone, so that
 * what one refuses is never let in by the other, and neither is shown a token that is not for it.
 */
public final class IssuedTokens implements TokenReviews {
    private static final Logger LOG = Logger.getLogger(IssuedTokens.class);
    private static final int PARTS = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TenantIdentityProvider issuer;
    private final IssuerTerms terms;
    private final Duration patience;
    private final TokenReviews others;
    private final Semaphore free;

    /**
     * Asks nobody yet.
     *
     * @param issuer verifies tokens, and asks for keys where it has none
     * @param patience how long a caller waits for the issuer
     * @param atOnce how many callers may
     * @param others know all other tokens
     */
    public IssuedTokens(
            TenantIdentityProvider issuer, IssuerTerms terms, Duration patience, int atOnce, TokenReviews others) {
        this.issuer = issuer;
        this.terms = terms;
        this.patience = patience;
        this.others = others;
        free = new Semaphore(atOnce);
    }

    @Override
    public Optional<Identity> review(String token) {
        Optional<JsonNode> claims = claims(token).filter(terms::areOf);
        if (claims.isEmpty()) {
            return others.review(token);
        }
        if (!free.tryAcquire()) {
            throw new ReviewUnavailableException(
                    "the OIDC issuer is asked for as many callers as it may be at once", null);
        }
        try {
            return isGood(token) ? named(claims.get()) : Optional.empty();
        } finally {
            free.release();
        }
    }

    private Optional<Identity> named(JsonNode claims) {
        Optional<Identity> identity = terms.identity(claims);
        if (identity.isEmpty()) {
            LOG.warnf("a good token of %s has nobody's name in its claim %s", terms.issuer(), terms.userClaim());
        }
        return identity;
    }

    private boolean isGood(String token) {
        try {
            return issuer.authenticate(new AccessTokenCredential(token)).await().atMost(patience) != null;
        } catch (AuthenticationFailedException e) {
            if (isRefusal(e)) {
                return false;
            }
            throw unavailable(e);
        } catch (RuntimeException e) {
            throw unavailable(e);
        }
    }

    /** What fails for the token itself has no cause, or that it is no good; all else is that the keys could not be had. */
    private static boolean isRefusal(AuthenticationFailedException failed) {
        return failed.getCause() == null
                || Stream.<Throwable>iterate(failed, why -> why != null, Throwable::getCause)
                        .anyMatch(InvalidJwtException.class::isInstance);
    }

    private static ReviewUnavailableException unavailable(RuntimeException why) {
        return new ReviewUnavailableException("the OIDC issuer does not answer", why);
    }

    /** What a token says of itself, which is to be believed when it is verified; empty for what is no JWT. */
    private static Optional<JsonNode> claims(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(Base64.getUrlDecoder().decode(parts[1])));
        } catch (IOException | IllegalArgumentException e) {
            LOG.tracef("a token looks like a JWT and is none: %s", e.getClass().getSimpleName());
            return Optional.empty();
        }
    }
}
