package dev.gangway.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gangway.cli.CommandLineInterface;
import dev.gangway.cli.ServerAddress;
import dev.gangway.cli.ServerUnreachableException;
import dev.gangway.config.Workstation;
import dev.gangway.config.remote.RemotePreflights;
import dev.gangway.config.remote.ServerClient;
import dev.gangway.domain.shift.ShiftId;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Preflight as people have it: over REST, and with the command line against a server. */
@QuarkusTest
class PreflightTest {
    private static final String CHECKOUT = "{\"service\":\"checkout\",\"source\":\"k8s2\",\"destination\":\"eks1\"}";

    @TestHTTPResource("/")
    URI server;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldTellOfAServiceThatCanBeMoved() {
        JsonPath report = given().contentType(ContentType.JSON)
                .body(CHECKOUT)
                .post("/api/v1/namespaces/shop/preflight")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(report.getList("checks.findAll { it.result != 'PASS' }")).isEmpty();
        assertThat(report.getBoolean("mayBegin")).isTrue();
        assertThat(report.getList("checks.id", String.class))
                .contains("service-ports", "prometheus-of-k8s2", "prometheus-of-eks1", "prometheus-series");
    }

    @Test
    void shouldTellOfAShiftThatIsThere() {
        Shifts.start("checkout", ",\"name\":\"looked-at\",\"mode\":\"Observe\"");
        JsonPath report = given().get("/api/v1/namespaces/shop/shifts/looked-at/preflight")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        Shifts.delete("looked-at");

        assertThat(report.getMap("checks[0]")).containsKeys("id", "result", "seen", "todo");
    }

    @Test
    void shouldRefuseAShiftThatIsNotThere() {
        given().get("/api/v1/namespaces/shop/shifts/nobody/preflight").then().statusCode(404);
    }

    @Test
    void shouldSayInAShellWhatHoldsAShiftUp() {
        assertThat(gangway("--service", "shop/events", "--source", "k8s2", "--destination", "eks1"))
                .isEqualTo(1);

        assertThat(out.toString())
                .startsWith("FAIL    service-in-k8s2")
                .contains("is headless", "shop/events can't begin: ");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldPrintTheSameJsonAsTheServer() {
        assertThat(gangway("--service", "shop/checkout", "--source", "k8s2", "--destination", "eks1", "-o", "json"))
                .isZero();

        assertThat(JsonPath.from(out.toString()).getBoolean("mayBegin")).isTrue();
        assertThat(JsonPath.from(out.toString()).getList("checks.id", String.class))
                .contains("prometheus-series");
    }

    @Test
    void shouldSayTheServersWordsWhereItRefuses() {
        assertThat(gangway("-n", "shop", "nobody")).isEqualTo(1);
        assertThat(gangway("--service", "shop/checkout", "--source", "k8s2", "--destination", "k8s2"))
                .isEqualTo(1);

        assertThat(err.toString())
                .contains("refused: there is no shift 'nobody' in namespace 'shop'")
                .contains("refused: source and destination are both 'k8s2'");
    }

    @Test
    void shouldSayThatNobodyAnswers() {
        ServerAddress nobody = new ServerAddress(URI.create("http://127.0.0.1:1"), Optional.empty());

        assertThatExceptionOfType(ServerUnreachableException.class)
                .isThrownBy(() -> new RemotePreflights(new ServerClient(nobody)).of(new ShiftId("shop", "checkout")))
                .withMessageContaining("http://127.0.0.1:1 does not answer");
    }

    private int gangway(String... arguments) {
        List<String> line = new ArrayList<>(List.of("preflight", "--server", server.toString()));
        line.addAll(List.of(arguments));
        return new CommandLineInterface(new Workstation(), new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(line.toArray(String[]::new));
    }
}
