package dev.gangway.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No more listen to events than may. */
@QuarkusTest
@TestProfile(ChangeRateTest.OneInASecond.class)
class ListenersLimitTest {
    @TestHTTPResource("/api/v1/events")
    URI events;

    @Test
    void shouldRefuseMoreListenersThanMayBeUntilOneGoes() throws IOException, InterruptedException {
        List<InputStream> listening = new ArrayList<>();
        for (int i = 0; i < ChangeRateTest.OneInASecond.LISTENERS; i++) {
            InputStream told = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(events).build(), BodyHandlers.ofInputStream())
                    .body();
            assertThat(told.read()).as("it is told something").isNotNegative();
            listening.add(told);
        }

        Response refused = given().get(events);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isNotBlank();
        assertThat(refused.contentType()).isEqualTo("application/problem+json");
        assertThat((String) refused.path("type")).isEqualTo("urn:gangway:problem:busy");
        assertThat((String) refused.path("detail")).contains("listen to this replica already");

        listening.get(0).close();
        await().untilAsserted(() -> assertThat(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(events).build(), BodyHandlers.ofInputStream())
                        .statusCode())
                .isEqualTo(200));
        for (InputStream told : listening) {
            told.close();
        }
    }
}
