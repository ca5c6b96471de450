package dev.gangway.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * Some of a service's requests, alike in what routes can tell them by. All ask for "/".
 *
 * @param share of the service's requests; those of all kinds sum to 1
 * @param headers by their names in lower case
 */
record RequestKind(double share, Map<String, String> headers) {
    /** What all clients send: mostly plain requests, and some of a tester who wants to see the destination. */
    static final List<RequestKind> ALL =
            List.of(new RequestKind(0.98, Map.of()), new RequestKind(0.02, Map.of("x-gangway", "destination")));

    RequestKind {
        headers = Map.copyOf(headers);
    }

    /** Whether a route of a VirtualService takes these: it has no conditions, or one of them is met. */
    boolean isTakenBy(JsonNode route) {
        JsonNode matches = route.path("match");
        if (matches.isEmpty()) {
            return true;
        }
        for (JsonNode match : matches) {
            if (meets(match)) {
                return true;
            }
        }
        return false;
    }

    private boolean meets(JsonNode match) {
        return match.properties().stream().allMatch(condition -> switch (condition.getKey()) {
            case "uri" -> isRoot(condition.getValue());
            case "headers" -> carries(condition.getValue());
            default -> condition.getKey().equals("name");
        });
    }

    private static boolean isRoot(JsonNode uri) {
        return uri.path("prefix").asText("/").equals("/")
                && uri.path("exact").asText("/").equals("/");
    }

    private boolean carries(JsonNode conditions) {
        return conditions.properties().stream()
                .allMatch(condition -> condition.getValue().path("exact").isTextual()
                        && condition.getValue().path("exact").asText().equals(headers.get(condition.getKey())));
    }
}
