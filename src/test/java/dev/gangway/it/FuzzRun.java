package dev.gangway.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.it.FuzzedRequests.Senders;
import dev.gangway.sim.SimulatedMesh;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Many requests where nobody is asked who they are, on request: {@code mvn test -Dtest=FuzzRun}. */
@QuarkusTest
@TestProfile(FuzzRun.ManyChanges.class)
class FuzzRun {
    private static final int REQUESTS = 100_000;

    @TestHTTPResource("/")
    URI server;

    @Inject
    SimulatedMesh mesh;

    /** The limit of changes has its own test. */
    public static class ManyChanges implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gangway.rest.changes-per-second", "100000", "gangway.rest.changes-at-once", "1000000");
        }
    }

    @Test
    void shouldAnswerWhateverIsSentWithoutAFaultOfItsOwnOrASecret() {
        Map<Integer, Integer> statuses = new Fuzzing(server, Fuzzing.secretsOf(mesh)).send(REQUESTS, Senders.anybody());

        assertThat(statuses).containsKeys(200, 201, 400, 404, 405, 415, 422);
        assertThat(given().get("/api/v1/shifts").statusCode()).isEqualTo(200);
    }
}
