package dev.gangway.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/** What a simulated API server says of tokens, and of what their users may do. */
public interface AccessRule {
    /**
     * A token is the name of its user; the user {@code viewer} may read, every other may do all. An empty token and {@code nobody}
     * are nobody's.
     */
    AccessRule BY_NAME = new AccessRule() {
        private static final Set<String> READS = Set.of("get", "list", "watch");

        @Override
        public Optional<String> user(String token) {
            return Optional.of(token).filter(name -> !name.isBlank() && !name.equals("nobody"));
        }

        @Override
        public boolean allows(String user, JsonNode attributes) {
            return !user.equals("viewer")
                    || READS.contains(attributes.path("verb").asText());
        }
    };

    /** Who is behind a token; empty = nobody. */
    Optional<String> user(String token);

    /**
     * Whether a user may do something.
     *
     * @param attributes the resourceAttributes of a SubjectAccessReview
     */
    boolean allows(String user, JsonNode attributes);
}
