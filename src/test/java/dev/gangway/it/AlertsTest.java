package dev.gangway.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What alerts do to a shift, and what of them is shown. */
@QuarkusTest
class AlertsTest {
    private static final String SLOW = "\"alertname\":\"CheckoutIsSlow\",\"severity\":\"warning\"";

    @Inject
    SimulatedMesh mesh;

    private GenericKubernetesResource policy;

    @BeforeEach
    void startAShiftThatFollowsRules() {
        policy = Serialization.unmarshal(
                """
                apiVersion: gangway.dev/v1alpha1
                kind: ShiftPolicy
                metadata: {name: by-team, namespace: shop}
                spec:
                  alerts:
                    - {alertname: CheckoutIsNoisy, action: Ignore}
                    - {labelPatterns: {team: shop|checkout}, action: RollBack}
                """,
                GenericKubernetesResource.class);
        mesh.client("management").resource(policy).create();
        await().untilAsserted(() ->
                given().get("/api/v1/namespaces/shop/policies/by-team").then().statusCode(200));
        Shifts.start("checkout", ",\"policy\":\"by-team\"");
        Shifts.whenAtLeast("checkout", 0.1);
    }

    @AfterEach
    void stop() {
        Shifts.delete("checkout");
        Mesh.removeRoutes(mesh, "checkout");
        mesh.client("management").resource(policy).delete();
    }

    @Test
    void shouldGoByTheFirstRuleThatIsForTheAlert() {
        tell("firing", "\"alertname\":\"CheckoutIsNoisy\",\"severity\":\"critical\",\"team\":\"shop\"", "f1")
                .body("acts[0].done", equalTo("IGNORED"));
        assertThat(Shifts.get("checkout").getString("intent")).isEqualTo("Advance");

        tell("firing", "\"alertname\":\"CheckoutFails\",\"severity\":\"info\",\"team\":\"checkout\"", "f2")
                .body("acts[0].done", equalTo("ROLL_BACK"))
                .body("acts[0].shift", equalTo("shop/checkout"))
                .body("acts[0].detail", equalTo("rolls back"));

        assertThat(Shifts.atRest("checkout").getString("reason"))
                .isEqualTo("rolled back by alert CheckoutFails (f2): severity info");
    }

    @Test
    void shouldPauseOnceWhateverIsRepeatedAndGoOnWhenAllIsOver() {
        tell("firing", SLOW, "f1").body("acts[0].done", equalTo("PAUSE"));
        await().until(() -> Shifts.get("checkout").getString("phase").equals("Paused"));
        tell("firing", SLOW, "f1").body("acts[0].done", equalTo("KNOWN"));
        tell("firing", SLOW, "f2").body("acts[0].done", equalTo("RECORDED"));
        tell("resolved", SLOW, "f1").body("acts[0].done", equalTo("RECORDED"));
        assertThat(Shifts.get("checkout").getString("intent")).isEqualTo("Pause");

        tell("resolved", SLOW, "f2").body("acts[0].done", equalTo("RESUME"));

        await().atMost(Duration.ofMinutes(1))
                .until(() -> !Shifts.get("checkout").getString("phase").equals("Paused"));
        assertThat(Shifts.get("checkout").getList("history.phase"))
                .filteredOn("Paused"::equals)
                .hasSize(1);
    }

    @Test
    void shouldShowTheAlertsInTheHistoryWithTheirLinks() {
        tell("firing", SLOW, "f1");
        await().until(() -> Shifts.get("checkout").getString("phase").equals("Paused"));

        JsonPath shift = Shifts.get("checkout");
        assertThat(shift.<String, Object>getMap("alerts[0]"))
                .containsEntry("name", "CheckoutIsSlow")
                .containsEntry("fingerprint", "f1")
                .containsEntry("wanted", "Pause")
                .containsEntry("startsAt", "2026-11-22T10:00:00Z")
                .containsEntry("holds", true)
                .containsEntry("alertmanager", "http://alertmanager:9093")
                .doesNotContainKeys("source", "resolvedAt");
        List<Map<String, Object>> history = given().get("/api/v1/namespaces/shop/shifts/checkout/history")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.findAll { it.phase == 'Paused' }");
        assertThat(history).singleElement().satisfies(entry -> assertThat(entry.get("alerts"))
                .asString()
                .contains("CheckoutIsSlow", "http://alertmanager:9093"));
    }

    @Test
    void shouldTakeTheRestOfANotificationWhereOneAlertCantBeReadAndOthersWereCutOff() {
        given().contentType(ContentType.JSON)
                .body(
                        """
                        {"version":"4","truncatedAlerts":7,"alerts":[{"status":"burning","labels":{}},null,
                        {"status":"firing","fingerprint":"f9","labels":{"alertname":"Watchdog"}},
                        {"status":"firing","fingerprint":"f1","labels":{"namespace":"shop","service":"checkout",%s}}]}"""
                                .formatted(SLOW))
                .post("/api/v1/alerts")
                .then()
                .statusCode(200)
                .body("truncated", equalTo(7))
                .body("acts.done", equalTo(List.of("MALFORMED", "MALFORMED", "UNKNOWN", "PAUSE")))
                .body("acts[0].detail", equalTo("alerts[0]: status 'burning' is neither firing nor resolved"));
        assertThat(given().get("/q/metrics").asString())
                .containsPattern("gangway_alerts_total\\{outcome=\"truncated\"} [1-9]");
    }

    private static ValidatableResponse tell(String status, String labels, String fingerprint) {
        return given().contentType(ContentType.JSON)
                .body(
                        """
                        {"version":"4","externalURL":"http://alertmanager:9093","alerts":[{"status":"%s","fingerprint":"%s",
                        "startsAt":"2026-11-22T10:00:00Z","generatorURL":"javascript:alert(1)",
                        "labels":{"namespace":"shop","service":"checkout",%s}}]}"""
                                .formatted(status, fingerprint, labels))
                .post("/api/v1/alerts")
                .then()
                .statusCode(200);
    }
}
