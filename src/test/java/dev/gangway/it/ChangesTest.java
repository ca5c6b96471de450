package dev.gangway.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.gangway.adapter.crd.TrafficShift;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes that are meant for what stands, that are only tried, and that are sent twice. */
@QuarkusTest
class ChangesTest {
    private static final String SHIFTS = "/api/v1/namespaces/shop/shifts";
    private static final String SHIFT = SHIFTS + "/checkout";
    private static final String BODY = "{\"service\":\"checkout\",\"source\":\"k8s2\",\"destination\":\"eks1\"}";

    @Inject
    SimulatedMesh mesh;

    @AfterEach
    void deleteShifts() {
        List<String> names = given().get("/api/v1/shifts").jsonPath().getList("items.name", String.class);
        names.forEach(Shifts::delete);
        Mesh.removeRoutes(mesh, "checkout");
    }

    @Test
    void shouldGiveTheVersionOfAShiftAsItsETag() {
        begin(UnaryOperator.identity()).header("ETag", notNullValue());
        String before = tag();

        assertThat(pause(given()).statusCode(200).extract().header("ETag")).isNotEqualTo(before);
        given().header("If-None-Match", before).get(SHIFT).then().statusCode(200);
        // The loop may write the shift between the two.
        Awaitility.await().untilAsserted(() -> given().header("If-None-Match", tag())
                .get(SHIFT)
                .then()
                .statusCode(304)
                .body(equalTo("")));
    }

    @Test
    void shouldChangeAShiftOnlyAsItWasRead() {
        begin(UnaryOperator.identity());
        String tag = tag();
        pause(given()).statusCode(200);

        given().header("If-Match", tag)
                .post(SHIFT + "/rollback")
                .then()
                .statusCode(412)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:gangway:problem:stale"))
                .body("field", equalTo("If-Match"))
                .body("detail", containsString("read it again"));
        given().header("If-Match", tag).delete(SHIFT).then().statusCode(412);
        given().get(SHIFT).then().statusCode(200).body("intent", equalTo("Pause"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"1\"", "\"1\"", "\"1\", \"2\""})
    void shouldNotChangeAShiftThatIsAnother(String tags) {
        begin(UnaryOperator.identity());

        pause(given().header("If-Match", tags)).statusCode(412);
    }

    @Test
    void shouldChangeAShiftThatIsOneOfSeveralOrAny() {
        begin(UnaryOperator.identity());

        Awaitility.await().untilAsserted(() -> pause(given().header("If-Match", "\"1\", " + tag()))
                .statusCode(200));
        pause(given().header("If-Match", "*")).statusCode(200);
        pause(given().header("If-Match", "4711")).statusCode(422).body("field", equalTo("If-Match"));
    }

    @Test
    void shouldKeepNothingOfWhatIsOnlyTried() {
        Map<String, String> before = Mesh.versions(mesh);

        given().contentType(ContentType.JSON)
                .body(BODY)
                .post(SHIFTS + "?dryRun=true")
                .then()
                .statusCode(200)
                .header("ETag", nullValue())
                .body("name", equalTo("checkout"))
                .body("phase", equalTo("Pending"));
        given().contentType(ContentType.JSON)
                .body(BODY.replace("eks1", "eks9"))
                .post(SHIFTS + "?dryRun=true")
                .then()
                .statusCode(422)
                .body("field", equalTo("destination"));

        assertThat(Mesh.versions(mesh)).isEqualTo(before);
    }

    /** As kubectl does it: whoever has started the shift still stands beside it. */
    @Test
    void shouldNotTakeAnEditOfTheIntentForAWishOfWhoeverHasStartedTheShift() {
        begin(UnaryOperator.identity()).statusCode(201);
        assertThat(Shifts.get("checkout").getString("requestedBy")).isEqualTo("a caller at 127.0.0.1");

        var unused = mesh.client("management")
                .resources(TrafficShift.class)
                .inNamespace("shop")
                .withName("checkout")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": {\"intent\": \"RollBack\"}}");

        JsonPath rolledBack = Shifts.atRest("checkout");
        assertThat(rolledBack.getString("requestedBy")).isEqualTo("an edit of the TrafficShift");
        assertThat(rolledBack.getString("reason")).isEqualTo("rolled back by an edit of the TrafficShift");
    }

    @Test
    void shouldTryACommandAndADeletion() {
        begin(UnaryOperator.identity());

        given().post(SHIFT + "/rollback?dryRun=true").then().statusCode(200).body("intent", equalTo("RollBack"));
        given().post(SHIFT + "/retry?dryRun=true").then().statusCode(409);
        given().delete(SHIFT + "?dryRun=true").then().statusCode(202);
        given().post(SHIFT + "/pause?dryRun=perhaps").then().statusCode(422).body("field", equalTo("dryRun"));

        given().get(SHIFT).then().statusCode(200).body("intent", equalTo("Advance"));
    }

    @Test
    void shouldStartAShiftOnceHoweverOftenItIsAsked() {
        begin(request -> request.header("Idempotency-Key", "one")).header("Idempotency-Replayed", nullValue());

        start(given().header("Idempotency-Key", "one"), BODY)
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .header("Location", containsString(SHIFT))
                .body("name", equalTo("checkout"));
        start(given().header("Idempotency-Key", "one"), BODY.replace("\"service\"", " \"mode\":\"Shift\",\"service\""))
                .statusCode(201);
        given().get("/api/v1/shifts").then().body("items", hasSize(1));
    }

    @Test
    void shouldNotTakeAKeyForAnotherWish() {
        begin(request -> request.header("Idempotency-Key", "one"));

        for (String body : List.of(BODY.replace("}", ",\"steps\":[50]}"), BODY.replace("checkout", "payments"))) {
            start(given().header("Idempotency-Key", "one"), body)
                    .statusCode(422)
                    .body("field", equalTo("Idempotency-Key"))
                    .body("detail", containsString("choose a new key"));
        }
        start(given().header("Idempotency-Key", "two"), BODY).statusCode(409);
        start(given().header("Idempotency-Key", "a".repeat(256)), BODY)
                .statusCode(422)
                .body("field", equalTo("Idempotency-Key"))
                .body("detail", not(containsString("aaa")));
    }

    private static String tag() {
        return given().get(SHIFT).header("ETag");
    }

    private static ValidatableResponse pause(RequestSpecification request) {
        return request.post(SHIFT + "/pause").then();
    }

    private static ValidatableResponse start(RequestSpecification request, String body) {
        return request.contentType(ContentType.JSON).body(body).post(SHIFTS).then();
    }

    private static ValidatableResponse begin(UnaryOperator<RequestSpecification> more) {
        AtomicReference<ValidatableResponse> begun = new AtomicReference<>();
        // Gangway's watch may still show routes that the test before has removed by hand.
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> begun.set(start(more.apply(given()), BODY).statusCode(201)));
        return begun.get();
    }
}
