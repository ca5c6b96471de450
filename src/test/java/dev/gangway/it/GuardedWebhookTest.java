package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.sim.AccessRule;
import dev.gangway.sim.SimulatedMesh;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alertmanager's webhook is known by a token of its own. */
@QuarkusTest
@TestProfile(Guarded.class)
class GuardedWebhookTest {
    private static final String OLD = "the-webhook-of-yesterday";
    private static final String NEW = "the-webhook-of-tomorrow";

    /** The body is no payload of Alertmanager's, which is said to who is let in alone. */
    private static final Set<Integer> LET_IN = Set.of(400, 422);

    @Inject
    SimulatedMesh mesh;

    @TestHTTPResource("/api/v1")
    URI api;

    @BeforeEach
    void mount() throws IOException {
        Files.writeString(Guarded.WEBHOOK_TOKENS, OLD);
    }

    @AfterEach
    void unmount() throws IOException {
        Files.deleteIfExists(Guarded.WEBHOOK_TOKENS);
        mesh.reviewBy(AccessRule.BY_NAME);
    }

    @Test
    void shouldLetInWhoHasTheTokenAlone() {
        assertThat(alert("Bearer " + OLD).status()).isIn(LET_IN);

        for (String other : new String[] {"Bearer " + NEW, "Bearer ana", "Basic " + OLD, "Bearer"}) {
            Reply reply = alert(other);
            assertThat(reply.status()).as(other).isEqualTo(401);
            assertThat(reply.header("WWW-Authenticate")).contains("invalid_token");
            assertThat(reply.body()).doesNotContain(OLD, NEW);
        }
        Reply mute = alert();
        assertThat(mute.status()).isEqualTo(401);
        assertThat(mute.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"gangway\"");
        assertThat(mute.body()).contains("credentials_file");
    }

    @Test
    void shouldTakeAnotherTokenWithoutARestart() throws IOException {
        Files.writeString(Guarded.WEBHOOK_TOKENS, NEW + "\n" + OLD);
        assertThat(alert("Bearer " + NEW).status()).isIn(LET_IN);
        assertThat(alert("Bearer " + OLD).status()).isIn(LET_IN);

        Files.writeString(Guarded.WEBHOOK_TOKENS, NEW);
        assertThat(alert("Bearer " + OLD).status()).isEqualTo(401);
    }

    @Test
    void shouldBeClosedWithoutAToken() throws IOException {
        Files.delete(Guarded.WEBHOOK_TOKENS);

        assertThat(alert("Bearer " + OLD).status()).isEqualTo(503);
        assertThat(alert().body()).contains("urn:gangway:problem:webhook-closed", "gangway.alerts.token-file");
    }

    @Test
    void shouldBeNoTokenForAnythingElseNorTakeOneOfAUser() {
        mesh.reviewBy(new Grants().grant("ana", asked -> true));

        assertThat(Reply.to(api, "GET", "/shifts", "Bearer " + OLD).status()).isEqualTo(401);
        assertThat(Reply.to(api, "GET", "/shifts", "Bearer " + Grants.token("ana"))
                        .status())
                .isEqualTo(200);
        assertThat(alert("Bearer " + Grants.token("ana")).status()).isEqualTo(401);
    }

    private Reply alert(String... authorization) {
        return Reply.to(api, "POST", "/alerts", authorization);
    }
}
