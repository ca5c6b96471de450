package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.cli.CommandLineInterface;
import dev.gangway.config.Workstation;
import dev.gangway.sim.SimulatedMesh;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A shift steered from a shell, on the simulated mesh. */
@QuarkusTest
class ShiftCommandTest {
    private static final String CLUSTERS = " --source k8s2 --destination eks1";

    @TestHTTPResource("/")
    URI server;

    @Inject
    SimulatedMesh mesh;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void removeRoutes() {
        Mesh.removeRoutes(mesh, "checkout", "payments");
    }

    @Test
    void shouldSteerAShiftFromItsStartToItsEnd() {
        whenItMay("start shop/checkout --dry-run" + CLUSTERS);
        whenItMay("start shop/checkout -o name" + CLUSTERS);
        assertThat(gangway("pause -n shop checkout --wait --timeout 1m --reason 'lunch'"))
                .isZero();
        assertThat(gangway("list -A")).isZero();
        assertThat(gangway("resume -n shop checkout")).isZero();
        assertThat(gangway("watch -n shop checkout --timeout 5m")).isZero();
        assertThat(out.toString())
                .contains(
                        "shop/checkout may begin",
                        "trafficshift.gangway.dev/checkout\n",
                        "Paused",
                        "Succeeded   100 %");
        assertThat(err.toString()).contains("  Shifting  ", "  Baking  ", "  Succeeded  ");

        out.getBuffer().setLength(0);
        assertThat(gangway("status -n shop checkout -o json")).isZero();
        assertThat(JsonPath.from(out.toString()).getList("plan.steps")).isNotEmpty();
        assertThat(JsonPath.from(out.toString()).getMap("weights")).containsEntry("eks1", 100);

        assertThat(gangway("delete -n shop checkout --wait --timeout 1m")).isZero();
        assertThat(gangway("status -n shop checkout")).isEqualTo(1);
    }

    @Test
    void shouldExitWithThreeWhereTheDestinationFails() {
        whenItMay("start shop/payments" + CLUSTERS);
        assertThat(gangway("watch shop/payments --timeout 5m")).isEqualTo(3);

        assertThat(err.toString()).contains("rolled back: ").contains("requests to eks1 failed");
        assertThat(gangway("delete -n shop payments --wait --timeout 1m")).isZero();
    }

    /** Gangway's watch may still show routes that the test before has removed by hand. */
    private void whenItMay(String command) {
        Awaitility.await().untilAsserted(() -> assertThat(gangway(command)).isZero());
    }

    private int gangway(String command) {
        return new CommandLineInterface(new Workstation(), new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(("shift " + command + " --server " + server).split(" "));
    }
}
