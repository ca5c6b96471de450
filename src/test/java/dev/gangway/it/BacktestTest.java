package dev.gangway.it;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Placebo shifts over the past of the simulated mesh, by the REST interface. */
@QuarkusTest
@TestProfile(BacktestTest.TwoHoursOld.class)
class BacktestTest {

    /** A record that is long enough. */
    public static class TwoHoursOld implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gangway.sim.past", "2h");
        }
    }

    @Test
    void shouldPlayShiftsOverTheRecordOfAService() {
        backtest("checkout", Map.of("placebos", "5", "from", "4h", "seed", "9"))
                .then()
                .statusCode(200)
                .body("namespace", equalTo("shop"))
                .body("service", equalTo("checkout"))
                .body("source", equalTo("k8s2"))
                .body("seed", equalTo(9))
                .body("placebos", equalTo(5))
                .body("windows", greaterThanOrEqualTo(300))
                .body("healthy.rolledBack.of", equalTo(5))
                .body("healthy.rolledBack.count", lessThanOrEqualTo(1))
                .body("regressions", hasSize(3))
                .body("regressions[2].failing", equalTo(1.0f))
                .body("regressions[2].rolledBack.count", greaterThanOrEqualTo(4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        checkout | placebos | 0         | 422 | placebos | placebos 0 must be between 1 and 200
        checkout | placebos | 201       | 422 | placebos | the command line takes more
        checkout | placebos | many      | 422 | placebos | must be a whole number
        checkout | placebos | 99999999999 | 422 | placebos | must be a whole number
        checkout | seed     | x         | 422 | seed     | must be a whole number
        checkout | from     | yesterday | 422 | from     | is no time
        checkout | from     | 1h        | 422 | from     | must be from 2 hours to 14 days
        checkout | to       | 23h59m    | 404 | name     | begin earlier
        checkout | policy   | nowhere   | 422 | policy   | there is no ShiftPolicy 'nowhere'
        checkout | source   | No_Name   | 422 | source   | No_Name
        checkout | source   | elsewhere | 409 | source   | no request of shop/checkout to elsewhere is recorded
        Check_   | placebos | 5         | 422 | name     | DNS label
        nowhere  | placebos | 5         | 404 | name     | begin earlier
        """)
    void shouldRefuseWithTheFieldAndTheWayOut(
            String service, String parameter, String value, int status, String field, String words) {
        backtest(service, Map.of(parameter, value))
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("field", equalTo(field))
                .body("detail", containsString(words));
    }

    private static Response backtest(String service, Map<String, String> parameters) {
        return given().queryParams(parameters).get("/api/v1/namespaces/shop/services/" + service + "/backtest");
    }
}
