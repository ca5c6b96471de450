package dev.gangway.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.it.FuzzedRequests.Senders;
import dev.gangway.sim.AccessRule;
import dev.gangway.sim.SimulatedMesh;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** As many requests as a build has time for, where whoever calls is asked who they are, as in production. */
@QuarkusTest
@TestProfile(FuzzTest.Fuzzed.class)
class FuzzTest {
    private static final int REQUESTS = 20_000;
    private static final Path WEBHOOK_TOKENS = Path.of("target", "fuzzed-webhook-tokens");
    private static final String WEBHOOK_TOKEN = "webhook-4f1d77c0b2a94e8d";
    private static final String STRANGER = "token-of-a-stranger-77c0b2a9";

    @TestHTTPResource("/")
    URI server;

    @Inject
    SimulatedMesh mesh;

    /** An application of its own: what is left of a mesh after this is of use to no other test. */
    public static class Fuzzed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gangway.access.mode", "kubernetes",
                    "gangway.alerts.token-file", WEBHOOK_TOKENS.toString(),
                    "gangway.rest.changes-per-second", "100000",
                    "gangway.rest.changes-at-once", "1000000");
        }
    }

    @BeforeEach
    void letThemIn() throws IOException {
        Files.writeString(WEBHOOK_TOKENS, WEBHOOK_TOKEN);
        mesh.reviewBy(new Grants()
                .grant("admin", asked -> true)
                .grant("reader", asked -> asked.act().matches("(get|list|watch) .*"))
                .grant("shopkeeper", asked -> asked.namespace().equals("shop")));
    }

    @AfterEach
    void shutThemOut() throws IOException {
        Files.deleteIfExists(WEBHOOK_TOKENS);
        mesh.reviewBy(AccessRule.BY_NAME);
    }

    @Test
    void shouldAnswerWhateverIsSentByWhomeverWithoutAFaultOfItsOwnOrASecret() {
        List<String> secrets = new ArrayList<>(Fuzzing.secretsOf(mesh));
        secrets.addAll(List.of(
                WEBHOOK_TOKEN, STRANGER, Grants.token("admin"), Grants.token("reader"), Grants.token("shopkeeper")));

        Map<Integer, Integer> statuses = new Fuzzing(server, secrets).send(REQUESTS, senders());

        assertThat(statuses).containsKeys(200, 400, 401, 403, 404, 405, 415, 422);
        assertThat(given().header("Authorization", "Bearer " + Grants.token("admin"))
                        .get("/api/v1/shifts")
                        .statusCode())
                .isEqualTo(200);
    }

    /** Most of them may do what they try. */
    private static Senders senders() {
        String admin = "Bearer " + Grants.token("admin");
        String stranger = "Bearer " + STRANGER;
        return new Senders(
                List.of(
                        admin,
                        admin,
                        admin,
                        admin,
                        admin,
                        admin,
                        "Bearer " + Grants.token("reader"),
                        "Bearer " + Grants.token("shopkeeper"),
                        stranger,
                        ""),
                List.of(
                        "Bearer " + WEBHOOK_TOKEN,
                        "Bearer " + WEBHOOK_TOKEN,
                        "Bearer " + WEBHOOK_TOKEN,
                        stranger,
                        admin,
                        ""));
    }
}
