package dev.gangway.console;

import static io.restassured.RestAssured.given;

import dev.gangway.adapter.crd.TrafficShift;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;

/**
 * TrafficShifts that stand at the management cluster as a Gangway has left them: rolled back before they began, most by a person,
 * every fiftieth for harm. Nobody needs their services any more.
 */
final class StandingShifts {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private StandingShifts() {}

    /** Writes so many, in 40 namespaces, and waits until Gangway has heard of them all. */
    static void write(SimulatedMesh mesh, int count, Instant now) {
        for (int index = 0; index < count; index++) {
            var unused = mesh.client("management").resource(shift(index, now)).create();
        }
        Awaitility.await().atMost(PATIENCE).until(StandingShifts::count, there -> there >= count);
    }

    /** Deletes all that are in none of the shop's, and waits until Gangway has heard of that. */
    static void removeAll(SimulatedMesh mesh) {
        mesh.client("management").resources(TrafficShift.class).inAnyNamespace().list().getItems().stream()
                .filter(shift -> shift.getMetadata().getNamespace().startsWith("team-"))
                .forEach(shift -> {
                    var unused = mesh.client("management").resource(shift).delete();
                });
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() ->
                        given()
                                .get("/api/v1/shifts?limit=500")
                                .jsonPath()
                                .getList("items.namespace", String.class)
                                .stream()
                                .noneMatch(namespace -> namespace.startsWith("team-")));
    }

    private static int count() {
        JsonPath page = given().get("/api/v1/shifts?limit=1&history=false").jsonPath();
        return page.getList("items").size() + page.getInt("remaining");
    }

    private static TrafficShift shift(int index, Instant now) {
        boolean isHarmed = index % 50 == 7;
        return Serialization.unmarshal(
                """
                apiVersion: gangway.dev/v1alpha1
                kind: TrafficShift
                metadata: {name: service-%1$04d, namespace: team-%2$02d}
                spec: {service: service-%1$04d, source: k8s2, destination: eks1, intent: RollBack}
                status:
                  phase: RolledBack
                  attempt: 1
                  verdict: %3$s
                  reason: {cause: %4$s, text: '%5$s'}
                  recordedAt: %6$s
                """
                        .formatted(
                                index,
                                index % 40,
                                isHarmed ? "DEGRADED" : "INCONCLUSIVE",
                                isHarmed ? "VERDICT" : "PERSON",
                                isHarmed ? "12 of 410 requests to eks1 failed" : "rolled back by the team",
                                now.minusSeconds(60L * index)),
                TrafficShift.class);
    }
}
