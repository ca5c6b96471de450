package dev.gangway.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.gangway.cli.CommandLineInterface;
import dev.gangway.config.Workstation;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Gangway does with clusters when it is asked to, over REST and by the command line that asks it. */
@QuarkusTest
class OnRequestTest {
    @TestHTTPResource("/")
    URL server;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldMakeNothingWhereAGatewayStands() {
        given().put("/api/v1/clusters/eks1/gateway")
                .then()
                .statusCode(202)
                .body("complete", equalTo(true))
                .body("others", equalTo("istio-system/istio-eastwestgateway"))
                .body("network", equalTo("eks1.prd.sfo2"));

        assertThat(gangway("gateway", "--cluster", "eks1")).isZero();

        assertThat(out.toString()).contains("not ours", "eks1.prd.sfo2 is reached through its east-west gateway");
    }

    @Test
    void shouldReportWhatStillUsesTheSource() {
        given().get("/api/v1/clusters/k8s2/decommission-report?days=1")
                .then()
                .statusCode(200)
                .body("empty", equalTo(false))
                .body("findings.kind", hasItem("destination-traffic"))
                .body("findings.object", hasItem("checkout.shop.svc.cluster.local"))
                .body("unknown.seen", hasItem(containsString("of the last 24 hours")));

        assertThat(gangway("decommission-report", "--cluster", "k8s2", "--days", "1", "-o", "json"))
                .isEqualTo(1);

        assertThat(out.toString()).contains("\"empty\" : false", "\"kind\" : \"destination-traffic\"");
    }

    @Test
    void shouldNotWriteOverARemoteSecretOfSomebodyElse() {
        given().contentType(ContentType.JSON)
                .body("{\"apiServer\": \"https://api.eks1.example:6443\"}")
                .put("/api/v1/clusters/k8s2/remote-secrets/eks1")
                .then()
                .statusCode(409)
                .body("field", equalTo("replace"))
                .body("detail", containsString("is not Gangway's"))
                .body("detail", not(containsString("token")));

        assertThat(gangway("remote-secret", "--cluster", "eks1", "--in", "k8s2", "--api-server", "https://localhost"))
                .isEqualTo(1);

        assertThat(err.toString()).contains("refused: https://localhost of eks1 is a loopback address");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/clusters/eks9/gateway,                        404, cluster",
        "/api/v1/clusters/EKS9/gateway,                        422, cluster",
        "/api/v1/clusters/eks9/decommission-report,            404, cluster",
        "/api/v1/clusters/k8s2/decommission-report?days=0,     422, days",
        "/api/v1/clusters/k8s2/decommission-report?days=soon,  422, days"
    })
    void shouldRefuseWithTheFieldAndTheWayOut(String path, int status, String field) {
        given().get(path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("field", equalTo(field));
    }

    private int gangway(String... arguments) {
        String[] all = Stream.concat(Arrays.stream(arguments), Stream.of("--server", server.toString()))
                .toArray(String[]::new);
        return new CommandLineInterface(new Workstation(), new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(all);
    }
}
