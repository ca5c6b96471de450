package dev.gangway.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.sim.SimulatedMesh;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The main job, as a user of the REST interface has it, on the simulated mesh. */
@QuarkusTest
class ShiftTest {
    @Inject
    SimulatedMesh mesh;

    @AfterEach
    void deleteShiftsAndWhatTheyLeft() {
        List<String> names = given().get("/api/v1/shifts").jsonPath().getList("items.name", String.class);
        names.forEach(Shifts::delete);
        Mesh.removeRoutes(mesh, "checkout", "payments", "search");
    }

    @Test
    void shouldMoveAHealthyServiceToTheDestinationInBothClusters() {
        Shifts.start("checkout");

        JsonPath shift = Shifts.atRest("checkout");

        assertThat(shift.getString("phase")).isEqualTo("Succeeded");
        assertThat(shift.getDouble("weights.eks1")).isEqualTo(100);
        assertThat(shift.getDouble("weights.k8s2")).isZero();
        assertThat(shift.getString("verdict")).isEqualTo("HEALTHY");
        Mesh.CLUSTERS.forEach(cluster ->
                assertThat(Mesh.weights(mesh, cluster, "checkout")).as(cluster).containsExactly(0, 100));
        assertThat(shift.getList("history.weights.eks1", Double.class))
                .containsSubsequence(0.0, 5.0, 10.0, 25.0, 50.0, 75.0, 90.0, 100.0);
    }

    @Test
    void shouldRollBackAServiceThatFailsAtTheDestinationWithTheNumbersThatLedToIt() {
        Shifts.start("payments");

        JsonPath shift = Shifts.atRest("payments");

        assertThat(shift.getString("phase")).isEqualTo("RolledBack");
        assertThat(shift.getString("reason")).contains("requests to eks1 failed", "while k8s2 failed", "limit");
        assertThat(shift.getString("verdict")).isEqualTo("DEGRADED");
        assertThat(shift.getDouble("weights.k8s2")).isEqualTo(100);
        assertThat(shift.getDouble("evidence.findings[0].destination"))
                .isGreaterThan(shift.getDouble("evidence.findings[0].limit"));
        Mesh.CLUSTERS.forEach(cluster ->
                assertThat(Mesh.weights(mesh, cluster, "payments")).as(cluster).containsExactly(100, 0));
    }

    @Test
    void shouldRollBackAServiceThatIsSlowAtTheDestination() {
        Shifts.start("search");

        JsonPath shift = Shifts.atRest("search");

        assertThat(shift.getString("phase")).isEqualTo("RolledBack");
        assertThat(shift.getString("reason"))
                .contains("requests to eks1 took over", "that of k8s2 at", "evidence for harm");
    }

    @Test
    void shouldStandStillWhilePausedAndGoOnWhenResumed() {
        Shifts.start("checkout");
        Shifts.whenAtLeast("checkout", 5);

        Shifts.command("checkout", "pause").statusCode(200);
        await().until(() -> Shifts.get("checkout").getString("phase").equals("Paused"));
        double weight = Shifts.get("checkout").getDouble("weights.eks1");
        Shifts.command("checkout", "pause").statusCode(200);
        Shifts.command("checkout", "resume").statusCode(200);

        JsonPath shift = Shifts.atRest("checkout");
        assertThat(shift.getString("phase")).isEqualTo("Succeeded");
        assertThat(shift.getList("history.findAll { it.phase == 'Paused' }.weights.eks1", Double.class))
                .containsExactly(weight);
    }

    @Test
    void shouldPromoteRollBackAndRetryAsAPersonWants() {
        Shifts.start("checkout");
        Shifts.whenAtLeast("checkout", 1);

        Shifts.command("checkout", "promote").statusCode(200);
        Shifts.whenAtLeast("checkout", 100);
        Shifts.command("checkout", "rollback").statusCode(200);
        JsonPath back = Shifts.atRest("checkout");
        assertThat(back.getString("phase")).isEqualTo("RolledBack");
        assertThat(back.getString("cause")).isEqualTo("Person");
        Shifts.command("checkout", "pause").statusCode(409);

        Shifts.command("checkout", "retry").statusCode(200);
        assertThat(Shifts.atRest("checkout").getString("phase")).isEqualTo("Succeeded");
        assertThat(Shifts.get("checkout").getInt("attempt")).isEqualTo(2);
    }

    @Test
    void shouldRemoveWhatItMadeWhenAShiftThatRestoresIsDeleted() {
        Shifts.start("checkout", ",\"onDelete\":\"Restore\"");
        Shifts.whenAtLeast("checkout", 1);

        Shifts.delete("checkout");

        Mesh.CLUSTERS.forEach(cluster ->
                assertThat(Mesh.weights(mesh, cluster, "checkout")).as(cluster).isEmpty());
        assertThat(Mesh.versions(mesh))
                .allSatisfy((object, version) -> assertThat(object).doesNotContain("gangway-checkout"));
    }

    @Test
    void shouldKeepTheLastSplitWhenAShiftThatKeepsIsDeleted() {
        Shifts.start("checkout");
        Shifts.whenAtLeast("checkout", 5);
        Shifts.command("checkout", "pause").statusCode(200);
        await().until(() -> Shifts.get("checkout").getString("phase").equals("Paused"));
        List<Integer> before = Mesh.weights(mesh, "k8s2", "checkout");

        Shifts.delete("checkout");

        assertThat(before).isNotEmpty();
        Mesh.CLUSTERS.forEach(cluster ->
                assertThat(Mesh.weights(mesh, cluster, "checkout")).as(cluster).isEqualTo(before));
    }

    @Test
    void shouldRepairAWeightThatAStrangerHasChanged() {
        Shifts.start("checkout");
        Shifts.atRest("checkout");

        mesh.client("k8s2")
                .genericKubernetesResources("networking.istio.io/v1", "VirtualService")
                .inNamespace("shop")
                .withName("gangway-checkout")
                .delete();

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(Mesh.weights(mesh, "k8s2", "checkout"))
                .containsExactly(0, 100));
    }

    @Test
    void shouldHoldTheWeightWhileAPrometheusIsOutAndGoOnAfterwards() {
        Shifts.start("checkout");
        Shifts.whenAtLeast("checkout", 5);
        given().contentType(ContentType.JSON)
                .body("{\"kind\":\"OUTAGE\"}")
                .put("/sim/faults/prometheus/eks1")
                .then()
                .statusCode(204);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Shifts.get("checkout").getString("evidence.metricsProblem") != null);
        double held = Shifts.get("checkout").getDouble("weights.eks1");

        await().during(Duration.ofSeconds(5))
                .atMost(Duration.ofSeconds(10))
                .until(() -> Shifts.get("checkout").getDouble("weights.eks1") == held);
        assertThat(Shifts.get("checkout").getString("evidence.metricsProblem")).contains("Prometheus of eks1");
        given().delete("/sim/faults/prometheus/eks1").then().statusCode(204);

        assertThat(Shifts.atRest("checkout").getString("phase")).isEqualTo("Succeeded");
    }
}
