package dev.gangway.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.gangway.real.Program;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The production package with nothing set that could be forgotten, and with a management cluster that is not there. */
class HardenedPackageIT {
    private static final Path PACKAGE = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SHIFTS = "/api/v1/namespaces/shop/shifts";
    private static final String NOWHERE =
            """
            apiVersion: v1
            kind: Config
            clusters: [{name: away, cluster: {server: 'http://127.0.0.1:1'}}]
            users: [{name: gangway, user: {}}]
            contexts: [{name: away, context: {cluster: away, user: gangway, namespace: default}}]
            current-context: away
            """;

    private final int port = Program.freePort();
    private final int securePort = Program.freePort();
    private final int management = Program.freePort();

    @TempDir
    Path scratch;

    @Test
    void shouldStartWithoutItsManagementClusterAndSaySo() throws IOException {
        Process gangway = start(
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.ssl-port=" + securePort,
                "-Dquarkus.tls.https.key-store.p12.path=" + certificate(),
                "-Dquarkus.tls.https.key-store.p12.password=changeit",
                "-Dquarkus.http.tls-configuration-name=https");
        try {
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> given().port(management).get("/q/health/live").statusCode() == 200);

            given().port(management).get("/q/health/ready").then().statusCode(503);
            given().port(management).get("/q/metrics").then().statusCode(200);
            refuses(given().port(port));
            refuses(given().baseUri("https://127.0.0.1").port(securePort).relaxedHTTPSValidation());
            shouldHaveNothingElse(given().port(port));
        } finally {
            gangway.destroyForcibly().onExit().join();
        }
        assertThat(log())
                .contains("the management cluster does not answer as it should, and is asked again")
                .doesNotContain("token-of-ana");
    }

    private static void refuses(RequestSpecification request) {
        hardened(request.get(SHIFTS)
                .then()
                .statusCode(401)
                .body("type", equalTo("urn:gangway:problem:unauthenticated")));
        hardened(request.header("Authorization", "Bearer token-of-ana")
                .get(SHIFTS)
                .then()
                .statusCode(503)
                .body("type", equalTo("urn:gangway:problem:access-unknown"))
                .body("detail", equalTo("the management cluster does not answer; try again")));
    }

    private static void hardened(ValidatableResponse response) {
        response.header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", containsString("default-src 'self'"))
                .header("Content-Security-Policy", containsString("object-src 'none'"))
                .header("Content-Security-Policy", containsString("base-uri 'none'"))
                .header("Content-Security-Policy", containsString("form-action 'self'"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Content-Security-Policy", not(containsString("unsafe")))
                .header("Access-Control-Allow-Origin", nullValue());
    }

    private void shouldHaveNothingElse(RequestSpecification request) {
        for (String path :
                List.of("/sim", "/sim/kubeconfig/management", "/q/swagger-ui/", "/q/health", "/q/metrics", "/q/dev")) {
            request.get(path).then().statusCode(404);
        }
        request.get("/q/openapi").then().statusCode(200);
        given().port(port)
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/alerts")
                .then()
                .statusCode(503)
                .body("type", equalTo("urn:gangway:problem:webhook-closed"));
        given().port(port)
                .header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "POST")
                .options(SHIFTS)
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void shouldRefuseToBeOpenToOthers() throws Exception {
        Process gangway = start("-Dquarkus.http.host=0.0.0.0", "-Dgangway.access.mode=open");
        try {
            assertThat(gangway.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            gangway.destroyForcibly().onExit().join();
        }

        assertThat(gangway.exitValue()).isNotZero();
        assertThat(log()).contains("gangway.access.mode is open, and quarkus.http.host is 0.0.0.0");
    }

    private Process start(String... settings) throws IOException {
        Path kubeconfig = Files.writeString(scratch.resolve("kubeconfig"), NOWHERE);
        List<String> command = new ArrayList<>(List.of(
                JAVA.resolve("java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + management));
        command.addAll(List.of(settings));
        command.addAll(List.of("-jar", PACKAGE.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("log").toFile());
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        return builder.start();
    }

    private String log() throws IOException {
        return Files.readString(scratch.resolve("log"));
    }

    private Path certificate() throws IOException {
        Path store = scratch.resolve("certificate.p12");
        Process keytool = new ProcessBuilder(
                        JAVA.resolve("keytool").toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "gangway",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        assertThat(keytool.onExit().join().exitValue()).isZero();
        return store;
    }
}
