package dev.gangway.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.gangway.adapter.crd.TrafficShift;
import dev.gangway.control.Tempo;
import dev.gangway.fake.StubGate;
import dev.gangway.fixture.Policies;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Shifts that wait for somebody's word, or for their time, on the simulated mesh. */
@QuarkusTest
class ApprovalsTest {
    private static final String SHIFT = "/api/v1/namespaces/shop/shifts/checkout";

    @Inject
    SimulatedMesh mesh;

    @Inject
    Tempo tempo;

    @AfterEach
    void deleteShiftsAndWhatTheyLeft() {
        List<String> names = given().get("/api/v1/shifts").jsonPath().getList("items.name", String.class);
        names.forEach(Shifts::delete);
        Mesh.removeRoutes(mesh, "checkout");
        Policies.remove(mesh.client("management"), "held");
    }

    @Test
    void shouldBeginAndClimbOnAWordEachAndKeepWhoGaveIt() {
        begin("approvals: {beforeStart: true, steps: [0.1]}");
        JsonPath waiting = when("Approval");
        assertThat(waiting.getString("phase")).isEqualTo("Pending");
        assertThat(waiting.getString("cause")).isEqualTo("Approval");
        assertThat(waiting.getDouble("held.percent")).isZero();

        approve("{\"percent\": 50}").statusCode(409).body("field", equalTo("percent"));
        approve("{\"percent\": 0, \"reason\": \"go\"}").statusCode(200);
        approve("{\"percent\": 0, \"reason\": \"go\"}").statusCode(200);

        JsonPath atStep = whenHeldIn("Shifting");
        assertThat(atStep.getDouble("weights.eks1")).isZero();
        assertThat(atStep.getDouble("held.percent")).isPositive();
        assertThat(atStep.getString("history.findAll { it.phase == 'Preparing' }.reason"))
                .contains("approved by ")
                .contains(": go");

        patch("{\"spec\": {\"approval\": {\"attempt\": 1, \"percent\": %s}}}"
                .formatted(atStep.getString("held.percent")));
        JsonPath risen = Shifts.whenAtLeast("checkout", 0.1);
        assertThat(risen.getString("history.reason")).contains("approved by an edit of the TrafficShift");
    }

    @Test
    void shouldRefuseAWordThatNothingWaitsFor() {
        begin("approvals: {steps: [100]}");

        approve("")
                .statusCode(409)
                .contentType("application/problem+json")
                .body("field", equalTo("phase"))
                .body("detail", containsString("waits for no approval"));
        approve("{\"percent\": 0.01}").statusCode(422).body("field", equalTo("percent"));
        approve("{\"per cent\"").statusCode(400);
        given().post(SHIFT.replace("checkout", "nobody") + "/approve").then().statusCode(404);
    }

    @Test
    void shouldKeepNothingOfAWordThatIsOnlyTriedOrMeantForAnother() {
        begin("approvals: {beforeStart: true}");
        when("Approval");

        given().post(SHIFT + "/approve?dryRun=true").then().statusCode(200);
        given().header("If-Match", "\"1\"").post(SHIFT + "/approve").then().statusCode(412);

        assertThat(Shifts.get("checkout").getString("held.by")).isEqualTo("Approval");
        assertThat(mesh.client("management")
                        .resources(TrafficShift.class)
                        .inNamespace("shop")
                        .withName("checkout")
                        .get()
                        .getSpec()
                        .approval())
                .isNull();
    }

    @Test
    void shouldWaitForTheEndOfAFreezeAndGoBackInIt() {
        begin("freezes: [{from: '2000-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z', reason: the century}]");

        JsonPath waiting = when("Window");
        assertThat(waiting.getString("reason"))
                .startsWith("the start waits for the end of the freeze 'the century' at 2100-01-01T00:00:00Z");
        assertThat(waiting.getString("held.until")).isEqualTo("2100-01-01T00:00:00Z");

        Shifts.command("checkout", "rollback").statusCode(200);
        Shifts.atRest("checkout");
        given().get(SHIFT).then().body("phase", equalTo("RolledBack")).body("held", nullValue());
    }

    @Test
    void shouldWaitForItsWindowThenForAWordThenForAGateAndGoOnWhenAllAreThere() {
        try (StubGate gate = new StubGate()) {
            String more = (", pacing: {watchSeconds: 60}, approvals: {steps: [0.1]}, "
                            + "gates: [{name: load-test, type: confirm-traffic-increase, url: '%s'}]")
                    .formatted(gate.address());
            begin(windowOn(daysFromNow(3)) + more);

            JsonPath closed = when("Window");
            assertThat(closed.getString("phase")).isEqualTo("Pending");
            assertThat(closed.getString("reason")).startsWith("the start waits for the window");
            assertThat(Instant.parse(closed.getString("held.until"))).isAfter(now());

            Policies.write(mesh.client("management"), "held", windowOn("Mon, Tue, Wed, Thu, Fri, Sat, Sun") + more);
            JsonPath unapproved = when("Approval");
            double step = unapproved.getDouble("held.percent");
            assertThat(unapproved.getString("phase")).isEqualTo("Shifting");
            assertThat(unapproved.getString("cause")).isEqualTo("Approval");
            assertThat(gate.bodies).as("a gate is asked last").isEmpty();

            approve("").statusCode(200);
            JsonPath shut = when("Gate");
            assertThat(shut.getDouble("weights.eks1")).isZero();
            assertThat(shut.getDouble("held.percent")).isEqualTo(step);
            assertThat(shut.getString("reason")).contains("gate 'load-test' answered 403");
            JsonPath asked = JsonPath.from(gate.bodies.get(0));
            assertThat(asked.getString("type")).isEqualTo("confirm-traffic-increase");
            assertThat(asked.getDouble("nextWeight")).isEqualTo(step);

            gate.answerWith(200);
            JsonPath moved = Shifts.atRest("checkout");
            assertThat(moved.getString("phase")).isEqualTo("Succeeded");
            assertThat(moved.<Object>get("held")).isNull();
            assertThat(moved.getString("history.reason")).contains("approved by ");
        }
    }

    private static String windowOn(String days) {
        return "windows: [{days: [%s], from: '00:00', to: '24:00', timeZone: UTC}]".formatted(days);
    }

    /** By the clock that Gangway has, which runs faster here. */
    private Instant now() {
        return tempo.clock().instant();
    }

    private String daysFromNow(int days) {
        return now().atOffset(ZoneOffset.UTC)
                .plusDays(days)
                .getDayOfWeek()
                .getDisplayName(TextStyle.SHORT, Locale.ROOT);
    }

    private void begin(String policy) {
        Policies.write(mesh.client("management"), "held", policy);
        Shifts.start("checkout", ",\"policy\":\"held\"");
    }

    private static ValidatableResponse approve(String body) {
        return given().body(body).post(SHIFT + "/approve").then();
    }

    private static JsonPath when(String held) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> Shifts.get("checkout"), shift -> held.equals(shift.getString("held.by")));
    }

    private static JsonPath whenHeldIn(String phase) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(
                        () -> Shifts.get("checkout"),
                        shift -> phase.equals(shift.getString("phase")) && shift.get("held") != null);
    }

    private void patch(String patch) {
        var unused = mesh.client("management")
                .resources(TrafficShift.class)
                .inNamespace("shop")
                .withName("checkout")
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }
}
