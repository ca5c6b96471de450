package dev.gangway.control.access;

import java.util.Optional;

/** Says who is behind a token. */
public interface TokenReviews {
    /**
     * Empty for a token that is nobody's, or has expired; throws ReviewUnavailableException where that can't be known.
     *
     * @param token as it came, and never told to anybody but the management cluster
     */
    Optional<Identity> review(String token);
}
