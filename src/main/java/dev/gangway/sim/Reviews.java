package dev.gangway.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/**
 * Token and access reviews, which the mock server takes for objects to be stored. Here a token is the name of its user;
 * the user {@code viewer} may read, every other may do all. An empty token and {@code nobody} are nobody's.
 */
final class Reviews {
    private static final Set<String> READS = Set.of("get", "list", "watch");

    private Reviews() {}

    /** The reviewed object, if this is a review. */
    static Optional<JsonNode> answer(String path, JsonNode posted) {
        String plural = path.replaceFirst("\\?.*", "").replaceFirst(".*/", "");
        if (!(posted instanceof ObjectNode review)) {
            return Optional.empty();
        }
        if (path.startsWith("/apis/authentication.k8s.io/") && plural.equals("tokenreviews")) {
            authenticate(review.path("spec").path("token").asText(), review.putObject("status"));
            return Optional.of(review);
        }
        if (path.startsWith("/apis/authorization.k8s.io/") && plural.endsWith("subjectaccessreviews")) {
            JsonNode spec = review.path("spec");
            String verb = spec.path("resourceAttributes").path("verb").asText();
            boolean allowed = !spec.path("user").asText().equals("viewer") || READS.contains(verb);
            review.putObject("status").put("allowed", allowed);
            return Optional.of(review);
        }
        return Optional.empty();
    }

    private static void authenticate(String token, ObjectNode status) {
        boolean known = !token.isBlank() && !token.equals("nobody");
        status.put("authenticated", known);
        if (known) {
            ObjectNode user = status.putObject("user");
            user.put("username", token);
            user.putArray("groups").add("system:authenticated");
        }
    }
}
