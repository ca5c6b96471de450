package dev.gangway.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.gangway.sim.SimulatedMesh;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A parameter of the query that an operation does not have is refused, and nothing is done. */
@QuarkusTest
class QueryParametersTest {
    private static final String SHIFTS = "/api/v1/namespaces/shop/shifts";
    private static final String CHECKOUT = "{\"service\":\"checkout\",\"source\":\"k8s2\",\"destination\":\"eks1\"}";

    @Inject
    SimulatedMesh mesh;

    private Map<String, String> before;

    @BeforeEach
    void lookAtTheMesh() {
        before = Mesh.versions(mesh);
    }

    @AfterEach
    void nothingWasWritten() {
        assertThat(Mesh.versions(mesh)).isEqualTo(before);
    }

    @Test
    void shouldRefuseWhatNoOperationOfTheDescriptionNames() {
        assertThat(OpenApi.ask().operations()).hasSizeGreaterThan(25).allSatisfy(one -> {
            Response answer = given().contentType(ContentType.JSON)
                    .body(one.body().map(Object::toString).orElse("{}"))
                    .queryParam("nosuch", "1")
                    .request(one.method(), one.pathOfNobody());
            assertThat(answer.statusCode()).as("%s", one).isEqualTo(400);
            assertThat((String) answer.path("type")).isEqualTo("urn:gangway:problem:unknown-parameter");
            assertThat((String) answer.path("field")).isEqualTo("nosuch");
            assertThat((String) answer.path("detail"))
                    .as("%s", one)
                    .contains("'nosuch'")
                    .contains(
                            one.queries().isEmpty()
                                    ? "there is none"
                                    : one.queries().toString());
        });
    }

    @Test
    void shouldTakeWhatItDescribes() {
        assertThat(OpenApi.ask().operations())
                .filteredOn(one -> one.isRead() && !one.isStream())
                .allSatisfy(one -> assertThat(one.queries()).allSatisfy(name -> {
                    String type = given().queryParam(name, "1")
                            .get(one.pathOfNobody())
                            .path("type");
                    assertThat(type).as("%s: %s", one, name).isNotEqualTo("urn:gangway:problem:unknown-parameter");
                }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"dryrun=true", "dryRun%20=true", "dry_run", "DRYRUN=true", "=true", "dryRun=true&dryRun=false"})
    void shouldNotStartForRealWhatIsOnlyToBeTried(String query) {
        Response answer = given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .body(CHECKOUT)
                .post(SHIFTS + "?" + query);

        assertThat(answer.statusCode()).as(answer.asString()).isIn(400, 422);
        assertThat(answer.asString()).contains("dryRun");
    }

    @Test
    void shouldNameTheParametersThatThereAre() {
        given().contentType(ContentType.JSON)
                .body(CHECKOUT)
                .post(SHIFTS + "?dryrun=true")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo("dryrun"))
                .body(
                        "detail",
                        equalTo("there is no query parameter 'dryrun' here, and nothing was done: there are [dryRun]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/v1/clusters/eks1/namespaces/shop/enrolment",
                "DELETE /api/v1/clusters/eks1/namespaces/shop/enrolment",
                "PUT /api/v1/clusters/eks1/gateway",
                "PUT /api/v1/clusters/k8s2/remote-secrets/eks1",
                "POST /api/v1/alerts"
            })
    void shouldNotDoForRealWhatCantBeOnlyTried(String operation) {
        given().contentType(ContentType.JSON)
                .body("{}")
                .queryParam("dryRun", "true")
                .request(operation.split(" ", 2)[0], operation.split(" ", 2)[1])
                .then()
                .statusCode(400)
                .body("field", equalTo("dryRun"))
                .body("detail", containsString("nothing was done: leave it out"));
    }

    @Test
    void shouldNotChooseBetweenTwoValues() {
        given().get("/api/v1/shifts?limit=1&limit=2")
                .then()
                .statusCode(422)
                .body("field", equalTo("limit"))
                .body("detail", containsString("more than once"));
    }
}
