package dev.gangway.it;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.sim.AccessRule;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Users whose tokens are their names with {@code token-of-} before them, and what they may do. */
final class Grants implements AccessRule {
    private static final String TOKEN = "token-of-";

    private final Map<String, Predicate<Asked>> granted = new ConcurrentHashMap<>();

    /**
     * What is asked of an access review.
     *
     * @param act such as {@code update trafficshifts/pause}
     * @param namespace empty = all of them
     */
    record Asked(String act, String namespace, String name) {}

    /** Lets there be a user. */
    Grants grant(String user, Predicate<Asked> rights) {
        granted.put(user, rights);
        return this;
    }

    static String token(String user) {
        return TOKEN + user;
    }

    @Override
    public Optional<String> user(String token) {
        return Optional.of(token)
                .filter(one -> one.startsWith(TOKEN))
                .map(one -> one.substring(TOKEN.length()))
                .filter(granted::containsKey);
    }

    @Override
    public boolean allows(String user, JsonNode attributes) {
        String subresource = attributes.path("subresource").asText();
        return attributes.path("group").asText().equals("gangway.dev")
                && granted.get(user)
                        .test(new Asked(
                                "%s %s%s"
                                        .formatted(
                                                attributes.path("verb").asText(),
                                                attributes.path("resource").asText(),
                                                subresource.isEmpty() ? "" : "/" + subresource),
                                attributes.path("namespace").asText(),
                                attributes.path("name").asText()));
    }
}
