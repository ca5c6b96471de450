package dev.gangway.it;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.real.Program;
import dev.gangway.sim.SimulatedMesh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The production package as a process of its own, against API servers that it finds by a kubeconfig. */
class PackageIT {
    private static final Path PACKAGE = Path.of("target", "quarkus-app");

    @TempDir
    Path scratch;

    @Test
    void shouldStartAndMoveAServiceWithoutTheSimulationInIt() throws IOException {
        int port = Program.freePort();
        int management = Program.freePort();
        try (SimulatedMesh mesh = SimulatedMesh.start(SimulatedMesh.Settings.of(Clock.systemUTC(), 77))) {
            mesh.drive();
            Process gangway = start(port, management, mesh.kubeconfig("management"));
            try {
                await().atMost(Duration.ofMinutes(2))
                        .ignoreExceptions()
                        .until(() -> status(management, "/q/health/ready") == 200);

                assertThat(status(port, "/")).isEqualTo(200);
                assertThat(status(port, "/_static/lit-html/3.3.1/lit-html.js")).isEqualTo(200);
                assertThat(status(port, "/sim")).isEqualTo(404);
                assertThat(status(port, "/q/swagger-ui/")).isEqualTo(404);
                assertThat(OpenApiDocument.of(
                                given().port(port).get("/q/openapi?format=json").asString()))
                        .isEqualTo(Files.readString(OpenApiDocument.FILE));
                // Preflight warns until the mesh's Prometheus, which is as young, has counted requests.
                await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> given().port(port)
                        .header("Authorization", "Bearer ana")
                        .contentType("application/json")
                        .body("{\"service\":\"checkout\",\"source\":\"k8s2\",\"destination\":\"eks1\"}")
                        .post("/api/v1/namespaces/shop/shifts")
                        .then()
                        .statusCode(201));
                await().atMost(Duration.ofMinutes(1))
                        .untilAsserted(() ->
                                Mesh.CLUSTERS.forEach(cluster -> assertThat(Mesh.weights(mesh, cluster, "checkout"))
                                        .containsExactly(100, 0)));
            } finally {
                gangway.destroyForcibly().onExit().join();
            }
        }
    }

    @Test
    void shouldRunACommandWithoutStartingTheServer() throws IOException {
        Process command = new ProcessBuilder(
                        Path.of("src", "main", "bin", "gangway").toString(), "--version")
                .redirectErrorStream(true)
                .start();

        String printed = new String(command.getInputStream().readAllBytes(), UTF_8);

        assertThat(command.onExit().join().exitValue()).isZero();
        assertThat(printed).matches("gangway \\d+\\.\\d+\\S*\\s*");
    }

    @Test
    void shouldLeaveTheSimulationsLibrariesOut() throws IOException {
        try (Stream<Path> files = Files.walk(PACKAGE)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .isNotEmpty()
                    .noneMatch(name -> name.contains("server-mock") || name.contains("mockwebserver"));
        }
    }

    private Process start(int port, int management, String kubeconfig) throws IOException {
        Path config = Files.writeString(scratch.resolve("kubeconfig"), kubeconfig);
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dquarkus.management.host=127.0.0.1",
                        "-Dquarkus.management.port=" + management,
                        "-jar",
                        PACKAGE.resolve("quarkus-run.jar").toString())
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "package-it.log").toFile());
        command.environment().put("KUBECONFIG", config.toString());
        return command.start();
    }

    private static int status(int port, String path) {
        return given().port(port).get(path).statusCode();
    }
}
