package dev.gangway.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Predicate;

/** What an API server answers to a write that is to be checked and not kept. */
final class DryRun {
    private DryRun() {}

    static boolean isAsked(String pathWithQuery) {
        return pathWithQuery.contains("dryRun=All");
    }

    static String path(RecordedRequest request) {
        return request.getPath().replaceFirst("\\?.*", "");
    }

    /** What would be created has a uid and a time, and no version. */
    static MockResponse created(JsonNode sent, Predicate<String> exists) {
        String name = sent.path("metadata").path("name").asText();
        if (exists.test(name)) {
            return ApiRefusal.conflict(sent.path("kind").asText(), name);
        }
        ObjectNode answer = sent.deepCopy();
        answer.withObject("/metadata")
                .put("uid", UUID.randomUUID().toString())
                .put(
                        "creationTimestamp",
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return new MockResponse().setResponseCode(201).setBody(answer.toString());
    }

    static MockResponse answered(JsonNode stands) {
        return new MockResponse().setResponseCode(200).setBody(stands.toString());
    }
}
