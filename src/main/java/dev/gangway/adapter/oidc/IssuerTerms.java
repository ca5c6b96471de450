package dev.gangway.adapter.oidc;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.control.access.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How an issuer's tokens are read.
 *
 * @param issuer what they have in {@code iss}
 * @param userClaim which claim has the user's name
 * @param groupsClaim which claim has the groups, as a list of names or as one
 * @param prefix goes before each name, so that nobody of the issuer's is somebody of the cluster's
 */
public record IssuerTerms(String issuer, String userClaim, String groupsClaim, String prefix) {
    /** The names of Kubernetes' own users and groups, of which some may do everything. */
    private static final String KUBERNETES_OWN = "system:";

    /** Needs all of them; the prefix alone may be empty. */
    public IssuerTerms {
        for (String needed : List.of(issuer, userClaim, groupsClaim)) {
            if (needed.isBlank()) {
                throw new IllegalArgumentException("an issuer, and the claims of its users and groups, have names");
            }
        }
        requireNonNull(prefix, "prefix");
    }

    boolean areOf(JsonNode claims) {
        return issuer.equals(claims.path("iss").textValue());
    }

    /** Empty where no name is in the claims, or one of Kubernetes' own. */
    Optional<Identity> identity(JsonNode claims) {
        return names(claims.path(userClaim))
                .findFirst()
                .map(user ->
                        new Identity(user, "", names(claims.path(groupsClaim)).toList(), Map.of()));
    }

    private Stream<String> names(JsonNode claim) {
        List<JsonNode> all = new ArrayList<>();
        if (claim.isArray()) {
            claim.forEach(all::add);
        } else {
            all.add(claim);
        }
        return all.stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(name -> !name.isBlank())
                .map(prefix::concat)
                .filter(name -> !name.startsWith(KUBERNETES_OWN));
    }
}
