package dev.gangway.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.sim.SimulatedMesh;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What others hear and measure of a shift. */
@QuarkusTest
class EventsTest {
    @Inject
    SimulatedMesh mesh;

    @TestHTTPResource("/api/v1/events")
    URI events;

    @AfterEach
    void deleteShift() {
        Shifts.delete("checkout");
        Mesh.removeRoutes(mesh, "checkout");
    }

    @Test
    void shouldTellOfEachDecisionAsAServerSentEvent() {
        List<String> heard = new CopyOnWriteArrayList<>();
        List<String> all = new CopyOnWriteArrayList<>();
        CompletableFuture<HttpResponse<Stream<String>>> listening = HttpClient.newHttpClient()
                .sendAsync(HttpRequest.newBuilder(events).build(), HttpResponse.BodyHandlers.ofLines());
        CompletableFuture<Void> reading = listening.thenAcceptAsync(response -> response.body()
                .peek(all::add)
                .filter(line -> line.startsWith("data:"))
                .limit(3)
                .forEach(heard::add));

        Shifts.start("checkout");

        await().until(reading::isDone);
        assertThat(heard)
                .allSatisfy(line -> assertThat(line).contains("\"shift\":\"checkout\"", "\"verdict\"", "\"reason\""));
        assertThat(all)
                .filteredOn(line -> line.startsWith("id:"))
                .hasSizeGreaterThanOrEqualTo(3)
                .doesNotHaveDuplicates();
        assertThat(heard.get(0)).contains("\"from\":\"Pending\"", "\"to\":\"Preparing\"");
    }

    @Test
    void shouldMeasureTheShiftAndTheLoop() {
        Shifts.start("checkout");
        Shifts.whenAtLeast("checkout", 1);

        await().untilAsserted(() -> assertThat(given().get("/q/metrics").asString())
                .contains(
                        "gangway_shift_weight{cluster=\"eks1\",namespace=\"shop\",shift=\"checkout\"}",
                        "gangway_shift_phase{",
                        "gangway_shift_verdicts_total{",
                        "gangway_round_seconds_count",
                        "gangway_query_seconds_count{",
                        "gangway_apply_seconds_count{"));
    }

    @Test
    void shouldBeReadyAndDescribeItself() {
        Shifts.start("checkout");

        await().untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
        assertThat(given().get("/q/openapi").asString())
                .contains("/api/v1/namespaces/{namespace}/shifts/{name}/rollback", "/api/v1/alerts", "problem+json")
                .contains("evidenceLimit", "The odds that roll back", "Observe judges and tells what would be done");
    }
}
