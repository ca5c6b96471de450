package dev.gangway.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.real.Program;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The production package as a process of its own, one of several. */
final class Replica implements AutoCloseable {
    private static final Path PACKAGE = Path.of("target", "quarkus-app", "quarkus-run.jar");

    private final String name;
    private final int port = Program.freePort();
    private final int management = Program.freePort();
    private final Process process;

    private Replica(String name, Path kubeconfig, List<String> settings) {
        this.name = name;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + management));
        command.addAll(settings);
        command.addAll(List.of("-jar", PACKAGE.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        Path.of("target", "replica-%s.log".formatted(name)).toFile());
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment().put("HOSTNAME", name);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it; settings are -D options. */
    static Replica start(String name, Path kubeconfig, String... settings) {
        return new Replica(name, kubeconfig, List.of(settings));
    }

    /** One of its addresses. */
    URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    RequestSpecification request() {
        return given().port(port).header("Authorization", "Bearer ana");
    }

    boolean isReady() {
        return answers("/q/health/ready");
    }

    /** As its own meter says. */
    boolean leads() {
        return process.isAlive() && metrics().contains("gangway_leader 1.0");
    }

    /** How many rounds it has made. */
    double rounds() {
        return metrics()
                .lines()
                .filter(line -> line.startsWith("gangway_round_seconds_count"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** What Prometheus reads. */
    String metrics() {
        return given().port(management).get("/q/metrics").asString();
    }

    /** The state of a shift in this replica's eyes. */
    String phase(String shift) {
        return request().get("/api/v1/namespaces/shop/shifts/" + shift).path("phase");
    }

    void command(String shift, String verb) {
        request()
                .post("/api/v1/namespaces/shop/shifts/%s/%s".formatted(shift, verb))
                .then()
                .statusCode(200);
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** SIGTERM, as a kubelet does it. */
    void stop() {
        process.destroy();
        process.onExit().join();
    }

    /** SIGSTOP: every thread stands still, in the middle of whatever it does. */
    void freeze() {
        signal("STOP");
    }

    /** SIGCONT. */
    void thaw() {
        signal("CONT");
    }

    @Override
    public void close() {
        kill();
    }

    @Override
    public String toString() {
        return name;
    }

    private boolean answers(String path) {
        return given().port(management).get(path).statusCode() == 200;
    }

    private void signal(String signal) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start();
            assertThat(kill.onExit().join().exitValue()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
