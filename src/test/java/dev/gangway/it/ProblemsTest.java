package dev.gangway.it;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a request, the answer is a problem of a stable type with the way out. */
@QuarkusTest
class ProblemsTest {
    private static final String SHIFTS = "/api/v1/namespaces/shop/shifts";

    @TestHTTPResource("/")
    URL server;

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/nothing", "/api/v1/namespaces/shop/shifts/a/b/c", "/api/v2/shifts", "/api"})
    void shouldKnowNothingAtAnUnknownPath(String path) {
        refused(given().get(path), 404, "no-such-path").body("detail", containsString("/q/openapi"));
    }

    @Test
    void shouldSayWhichMethodsAPathTakes() {
        refused(given().put(SHIFTS), 405, "method-not-allowed").body("detail", containsString("/q/openapi"));
    }

    @Test
    void shouldRefuseToAnswerInAnotherForm() {
        refused(given().accept("application/xml").get(SHIFTS), 406, "not-acceptable")
                .body("field", equalTo("Accept"));
    }

    @Test
    void shouldRefuseAnotherFormOfBody() {
        refused(given().contentType(ContentType.XML).body("<a/>").post(SHIFTS), 415, "unsupported-media-type")
                .body("field", equalTo("Content-Type"));
    }

    @ParameterizedTest
    @CsvSource({"70000", "1040000", "3000000"})
    void shouldRefuseABodyThatIsTooLarge(int bytes) {
        String body = "{\"name\":\"" + "a".repeat(bytes) + "\"}";

        refused(given().contentType(ContentType.JSON).body(body).post(SHIFTS), 413, "too-large")
                .body("detail", containsString(bytes > 1_048_576 ? "1048576 bytes" : "65536 bytes"));
    }

    @Test
    void shouldRefuseABodyThatIsTooLargeWithoutSayingSo() throws Exception {
        byte[] body = ("{\"name\":\"" + "a".repeat(70_000) + "\"}").getBytes(UTF_8);

        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server + SHIFTS.substring(1)))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("urn:gangway:problem:too-large", "65536 bytes");
    }

    @Test
    void shouldTakeAsLargeABodyAsAlertmanagerSends() {
        String alerts = "{\"version\":\"4\",\"alerts\":[],\"more\":\"" + "a".repeat(900_000) + "\"}";

        given().contentType(ContentType.JSON)
                .body(alerts)
                .post("/api/v1/alerts")
                .then()
                .statusCode(200);
        String more = "{\"version\":\"4\",\"alerts\":[],\"more\":\"" + "a".repeat(1_100_000) + "\"}";
        refused(given().contentType(ContentType.JSON).body(more).post("/api/v1/alerts"), 413, "too-large");
    }

    @Test
    void shouldRefuseHeadersThatAreTooLong() {
        assertThat(given().header("X-Long", "a".repeat(20_000)).get(SHIFTS).statusCode())
                .isEqualTo(431);
    }

    private static ValidatableResponse refused(Response answer, int status, String type) {
        return answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:gangway:problem:" + type))
                .body("status", equalTo(status));
    }
}
