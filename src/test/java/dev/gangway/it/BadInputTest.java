package dev.gangway.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.gangway.sim.SimulatedMesh;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What makes no sense is refused with the field and the way out, and nothing is written anywhere. */
@QuarkusTest
class BadInputTest {
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        unknown destination | {"service":"checkout","source":"k8s2","destination":"eks9"} | 422 | destination | there is no cluster 'eks9': name one of [eks1, k8s2]
        unknown source      | {"service":"checkout","source":"k8s9","destination":"eks1"} | 422 | source      | there is no cluster 'k8s9'
        same cluster twice  | {"service":"checkout","source":"k8s2","destination":"k8s2"} | 422 | destination | name another cluster
        unknown service     | {"service":"nowhere","source":"k8s2","destination":"eks1"}  | 422 | service     | there is no Service shop/nowhere in cluster k8s2
        headless service    | {"service":"events","source":"k8s2","destination":"eks1"}   | 422 | service     | is headless
        missing service     | {"source":"k8s2","destination":"eks1"}                      | 422 | service     | 'service' is missing
        bad service name    | {"service":"Check Out","source":"k8s2","destination":"eks1"} | 422 | service    | must be a DNS label
        bad shift name      | {"name":"a_b","service":"checkout","source":"k8s2","destination":"eks1"} | 422 | name | must be a DNS label
        falling steps       | {"service":"checkout","source":"k8s2","destination":"eks1","steps":[5,3]} | 422 | steps | steps must rise strictly
        too fine a step     | {"service":"checkout","source":"k8s2","destination":"eks1","steps":[0.05]} | 422 | steps | 0.05 %
        unknown policy      | {"service":"checkout","source":"k8s2","destination":"eks1","policy":"x"} | 422 | policy | there is no ShiftPolicy 'x'
        unknown mode        | {"service":"checkout","source":"k8s2","destination":"eks1","mode":"Dream"} | 400 | mode | Observe
        unknown field       | {"servce":"checkout"}                                       | 400 | servce      | there is no field 'servce'
        wrong type          | {"service":"checkout","steps":"all"}                        | 400 | steps       | Cannot
        a list              | []                                                          | 400 | body        | Cannot
        not JSON            | hello                                                       | 400 | body        | line 1
        cut off             | {"service":                                                 | 400 | body        | line 1
        """)
    void shouldRefuseWithTheFieldAndTheWayOut(String what, String body, int status, String field, String words) {
        Shifts.post(body)
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", startsWith("urn:gangway:problem:"))
                .body("status", equalTo(status))
                .body("field", equalTo(field))
                .body("detail", containsString(words));
    }

    @Test
    void shouldRefuseAnEmptyBody() {
        Shifts.post("").statusCode(422).body("field", equalTo("body"));
    }

    @Test
    void shouldRefuseABodyThatIsNotSentAsJson() {
        given().contentType(ContentType.TEXT)
                .body("hello")
                .post("/api/v1/namespaces/shop/shifts")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    @Test
    void shouldNotFindAShiftThatDoesNotExist() {
        Shifts.command("nowhere", "pause")
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString("there is no shift 'nowhere' in namespace 'shop'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        {"version":"3","alerts":[]} | 422
        {"alerts":[]}               | 400
        []                          | 400
        no                          | 400
        """)
    void shouldRefuseWhatIsNoAlertmanagerPayload(String body, int status) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/alerts")
                .then()
                .statusCode(status)
                .contentType("application/problem+json");
    }
}
