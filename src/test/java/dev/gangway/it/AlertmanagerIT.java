package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.real.RealAlertmanager;
import dev.gangway.sim.SimulatedMesh;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real Alertmanager, told of alerts as Prometheus tells it, changes a shift through the webhook. */
@QuarkusTest
class AlertmanagerIT {
    private final Instant start = Instant.now().minusSeconds(60);

    @Inject
    SimulatedMesh mesh;

    @TestHTTPResource("/api/v1/alerts")
    URI webhook;

    private RealAlertmanager alertmanager;

    @BeforeEach
    void startAlertmanagerAndAShift() {
        RealAlertmanager.assumeInstalled();
        alertmanager = RealAlertmanager.start(webhook);
        Shifts.start("checkout");
        Shifts.whenAtLeast("checkout", 1);
    }

    @AfterEach
    void stop() {
        if (alertmanager != null) {
            alertmanager.close();
            Shifts.delete("checkout");
            Mesh.removeRoutes(mesh, "checkout");
        }
    }

    @Test
    void shouldRollBackTheShiftThatACriticalAlertSpeaksOf() {
        alertmanager.alert(alert("critical", ""));

        JsonPath shift = Shifts.atRest("checkout");

        assertThat(shift.getString("phase")).isEqualTo("RolledBack");
        assertThat(shift.getString("cause")).isEqualTo("Alert");
        assertThat(shift.getString("reason")).contains("alert CheckoutBurnsItsBudget");
        Mesh.CLUSTERS.forEach(cluster ->
                assertThat(Mesh.weights(mesh, cluster, "checkout")).as(cluster).containsExactly(100, 0));
    }

    @Test
    void shouldPauseOnAWarningAndGoOnWhenItIsResolved() {
        alertmanager.alert(alert("warning", ""));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Shifts.get("checkout").getString("phase").equals("Paused"));

        alertmanager.alert(alert("warning", ",\"endsAt\":\"" + Instant.now().minusSeconds(1) + "\""));

        assertThat(Shifts.atRest("checkout").getString("phase")).isEqualTo("Succeeded");
        JsonPath shift = Shifts.get("checkout");
        assertThat(shift.getList("alerts")).hasSize(1);
        assertThat(shift.getString("alerts[0].alertmanager")).startsWith("http://");
        assertThat(shift.getString("alerts[0].source")).isEqualTo("http://prometheus.example/graph?g0.expr=up");
        assertThat(shift.getString("alerts[0].resolvedAt")).isNotNull();
    }

    @Test
    void shouldDoNothingTwiceWhenItIsTold() {
        alertmanager.alert(alert("warning", ""));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Shifts.get("checkout").getString("phase").equals("Paused"));
        Shifts.command("checkout", "resume").statusCode(200);
        double notifications = alertmanager.notifications();

        // Another alert of the group has Alertmanager tell all of them again, within its group_interval.
        alertmanager.alert(alert("info", ""));

        await().atMost(Duration.ofMinutes(1)).until(() -> alertmanager.notifications() > notifications);
        JsonPath shift = Shifts.get("checkout");
        assertThat(shift.getString("intent")).isEqualTo("Advance");
        assertThat(shift.getList("alerts")).hasSize(1);
    }

    private String alert(String severity, String more) {
        return """
                [{"labels":{"alertname":"CheckoutBurnsItsBudget","severity":"%s","namespace":"shop",
                "service":"checkout"},"annotations":{"summary":"checkout fails"},"startsAt":"%s",
                "generatorURL":"http://prometheus.example/graph?g0.expr=up"%s}]"""
                .formatted(severity, start, more);
    }
}
