package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.adapter.Gate;
import dev.gangway.real.RealAlertmanager;
import dev.gangway.sim.SimulatedMesh;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Alertmanager and the production package, whose management cluster takes no write for a while. */
class AlertmanagerRetryIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path scratch;

    @Test
    void shouldBeToldAgainUntilItIsDurableAndThenDoItOnce() throws IOException {
        RealAlertmanager.assumeInstalled();
        try (SimulatedMesh mesh = SimulatedMesh.start(SimulatedMesh.Settings.of(Clock.systemUTC(), 77));
                Gate gate = new Gate(mesh.apiServers().get("management"));
                Replica gangway =
                        Replica.start("alerted", kubeconfig(mesh, gate), "-Dgangway.round-interval=1s", token())) {
            mesh.drive();
            await().atMost(PATIENCE).ignoreExceptions().until(gangway::isReady);
            begin(gangway);
            gate.refuse("PUT /apis/gangway.dev/v1alpha1/namespaces/shop/trafficshifts/checkout", 503, "etcd is away");

            try (RealAlertmanager alertmanager = RealAlertmanager.start(gangway.address("/api/v1/alerts"))) {
                alertmanager.alert(
                        """
                        [{"labels":{"alertname":"CheckoutFails","severity":"critical","namespace":"shop",
                        "service":"checkout"},"startsAt":"%s"}]"""
                                .formatted(Instant.now().minusSeconds(60)));
                await().atMost(PATIENCE).until(() -> alertmanager.failedAttempts() >= 2);
                assertThat(shift(gangway).getString("intent")).isEqualTo("Advance");

                gate.admitAll();

                await().atMost(PATIENCE).until(() -> "RolledBack".equals(gangway.phase("checkout")));
                assertThat(shift(gangway).getList("alerts")).hasSize(1);
                assertThat(shift(gangway).getList("history.phase"))
                        .filteredOn("RollingBack"::equals)
                        .hasSize(1);
                assertThat(gangway.metrics())
                        .containsPattern("gangway_alerts_total\\{outcome=\"failed\"} [1-9]")
                        .contains("gangway_alerts_total{outcome=\"roll_back\"} 1.0");
            }
        }
    }

    private String token() throws IOException {
        return "-Dgangway.alerts.token-file=" + Files.writeString(scratch.resolve("token"), RealAlertmanager.TOKEN);
    }

    private Path kubeconfig(SimulatedMesh mesh, Gate gate) throws IOException {
        return Files.writeString(
                scratch.resolve("kubeconfig"),
                mesh.kubeconfig("management")
                        .replace(
                                mesh.apiServers().get("management").toString(),
                                gate.address().toString()));
    }

    private static void begin(Replica gangway) {
        await().atMost(PATIENCE).untilAsserted(() -> gangway.request()
                .contentType("application/json")
                .body("{\"service\":\"checkout\",\"source\":\"k8s2\",\"destination\":\"eks1\"}")
                .post("/api/v1/namespaces/shop/shifts")
                .then()
                .statusCode(201));
        await().atMost(PATIENCE).until(() -> "Shifting".equals(gangway.phase("checkout")));
    }

    private static JsonPath shift(Replica gangway) {
        return gangway.request()
                .get("/api/v1/namespaces/shop/shifts/checkout")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
