package dev.gangway.it;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;

/** What a user does with curl, for the tests of the whole application. */
final class Shifts {
    private static final String SHOP = "/api/v1/namespaces/shop/shifts";
    private static final Set<String> AT_REST = Set.of("Succeeded", "RolledBack");

    private Shifts() {}

    static ValidatableResponse post(String body) {
        return given().contentType(ContentType.JSON).body(body).post(SHOP).then();
    }

    static void start(String service) {
        start(service, "");
    }

    /** Starts a shift with more fields, each preceded by a comma. */
    static void start(String service, String more) {
        String body = "{\"service\":\"%s\",\"source\":\"k8s2\",\"destination\":\"eks1\"%s}".formatted(service, more);
        // Gangway's watch may still show routes that the test before has removed by hand.
        Awaitility.await().untilAsserted(() -> post(body).statusCode(201));
    }

    static ValidatableResponse command(String name, String command) {
        return given().post(SHOP + "/" + name + "/" + command).then();
    }

    static JsonPath get(String name) {
        return given().get(SHOP + "/" + name).then().statusCode(200).extract().jsonPath();
    }

    static void delete(String name) {
        given().delete(SHOP + "/" + name).then().statusCode(202);
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> given().get(SHOP + "/" + name).statusCode() == 404);
    }

    /** The shift when it has come to rest. */
    static JsonPath atRest(String name) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> get(name), shift -> AT_REST.contains(shift.getString("phase")));
    }

    /** The shift when the destination has at least so many per cent. */
    static JsonPath whenAtLeast(String name, double percent) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> get(name), shift -> shift.getDouble("weights.eks1") >= percent);
    }
}
