package dev.gangway.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Token and access reviews, which the mock server takes for objects to be stored. */
final class Reviews {
    private Reviews() {}

    /** The reviewed object, if this is a review. */
    static Optional<JsonNode> answer(String path, JsonNode posted, AccessRule rule) {
        String plural = path.replaceFirst("\\?.*", "").replaceFirst(".*/", "");
        if (!(posted instanceof ObjectNode review)) {
            return Optional.empty();
        }
        if (path.startsWith("/apis/authentication.k8s.io/") && plural.equals("tokenreviews")) {
            authenticate(rule.user(review.path("spec").path("token").asText()), review.putObject("status"));
            return Optional.of(review);
        }
        if (path.startsWith("/apis/authorization.k8s.io/") && plural.endsWith("subjectaccessreviews")) {
            JsonNode spec = review.path("spec");
            boolean allowed = rule.allows(spec.path("user").asText(), spec.path("resourceAttributes"));
            review.putObject("status").put("allowed", allowed);
            return Optional.of(review);
        }
        return Optional.empty();
    }

    private static void authenticate(Optional<String> name, ObjectNode status) {
        status.put("authenticated", name.isPresent());
        if (name.isPresent()) {
            ObjectNode user = status.putObject("user");
            user.put("username", name.get());
            user.putArray("groups").add("system:authenticated");
        }
    }
}
