package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.real.RealPrometheus;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The main job in real time, read from a real Prometheus for each cluster. */
@QuarkusTest
@TestProfile(PrometheusIT.RealTime.class)
@WithTestResource(PrometheusOfTheSimulation.class)
class PrometheusIT {
    private static final String QUICK = ",\"policy\":\"quick\"";

    @PrometheusOfTheSimulation.Servers
    Map<String, RealPrometheus> prometheus;

    @Inject
    SimulatedMesh mesh;

    /** Time as it is, and rounds that suit a scrape every half second. */
    public static final class RealTime implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gangway.sim.speed", "1",
                    "gangway.round-interval", "2s",
                    "gangway.prometheus.first-window", "2s");
        }
    }

    @BeforeEach
    void makeAQuickPolicy() {
        RealPrometheus.assumeInstalled();
        var unused = mesh.client("management")
                .resource(Serialization.unmarshal(
                        """
                        apiVersion: gangway.dev/v1alpha1
                        kind: ShiftPolicy
                        metadata: {name: quick, namespace: shop}
                        spec:
                          steps: [10, 50]
                          pacing: {propagationSeconds: 1, soakSeconds: 2, bakeSeconds: 4, watchSeconds: 4}
                        """,
                        GenericKubernetesResource.class))
                .createOr(existing -> existing.update());
    }

    @AfterEach
    void deleteShifts() {
        for (String service : new String[] {"checkout", "payments", "search"}) {
            if (RestAssured.get("/api/v1/namespaces/shop/shifts/" + service).statusCode() == 200) {
                Shifts.delete(service);
            }
            Mesh.removeRoutes(mesh, service);
        }
    }

    @Test
    void shouldMoveAHealthyServiceOnWhatPrometheusScraped() {
        Shifts.start("checkout", QUICK);

        JsonPath shift = Shifts.atRest("checkout");

        assertThat(shift.getString("phase")).isEqualTo("Succeeded");
        assertThat(shift.getString("reason")).isNotEmpty();
        assertWeights("checkout", 0, 100);
        assertThat(prometheus.get("k8s2").query("count(istio_requests_total{destination_cluster=\"eks1\"})"))
                .as("what Gangway had to read")
                .contains("\"value\"");
    }

    @ParameterizedTest
    @CsvSource({"payments, requests to eks1 failed", "search, requests to eks1 took over"})
    void shouldRollBackARegressionInBothClusters(String service, String words) {
        Shifts.start(service, QUICK);

        JsonPath shift = Shifts.atRest(service);

        assertThat(shift.getString("phase")).isEqualTo("RolledBack");
        assertThat(shift.getString("reason")).contains(words);
        assertWeights(service, 100, 0);
    }

    @Test
    void shouldHoldTheWeightWhilePrometheusIsStoppedAndNeitherAdvanceNorRollBack() {
        Shifts.start("checkout", QUICK);
        Shifts.whenAtLeast("checkout", 10);

        prometheus.get("k8s2").kill();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Shifts.get("checkout").getString("evidence.metricsProblem") != null);
        JsonPath held = Shifts.get("checkout");

        await().during(Duration.ofSeconds(15)).atMost(Duration.ofSeconds(30)).until(() -> {
            JsonPath now = Shifts.get("checkout");
            return now.getString("phase").equals(held.getString("phase"))
                    && now.getDouble("weights.eks1") == held.getDouble("weights.eks1");
        });
        assertThat(held.getString("evidence.metricsProblem")).contains("Prometheus of k8s2");
        assertThat(held.getString("phase")).isIn("Shifting", "Baking");
        prometheus.get("k8s2").start();

        assertThat(Shifts.atRest("checkout").getString("phase")).isEqualTo("Succeeded");
    }

    private void assertWeights(String service, Integer source, Integer destination) {
        Mesh.CLUSTERS.forEach(cluster ->
                assertThat(Mesh.weights(mesh, cluster, service)).as(cluster).containsExactly(source, destination));
    }
}
