package dev.gangway.console;

import static io.restassured.RestAssured.given;

import dev.gangway.adapter.crd.TrafficShift;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * TrafficShifts at the management cluster that Gangway follows and that rest: rolled back before they began, by people, and every
 * fiftieth with the status of one that was rolled back for harm.
 */
final class StandingShifts {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String API = "gangway.dev/v1alpha1";
    private static final String KIND = "TrafficShift";

    private StandingShifts() {}

    /** Writes so many, in 40 namespaces, and waits until Gangway has brought them all to rest. */
    static void write(SimulatedMesh mesh, int count) {
        KubernetesClient management = mesh.client("management");
        IntStream.range(0, count).forEach(index -> {
            var unused = management.resource(shift(index)).create();
        });
        Awaitility.await().atMost(PATIENCE).until(() -> count("RolledBack"), rests -> rests == count);
        IntStream.range(0, count).filter(index -> index % 50 == 7).forEach(index -> harm(management, index));
    }

    /** Deletes all of them, and waits until Gangway has heard of that. */
    static void removeAll(SimulatedMesh mesh) {
        KubernetesClient management = mesh.client("management");
        management.resources(TrafficShift.class).inAnyNamespace().list().getItems().stream()
                .filter(shift -> shift.getMetadata().getNamespace().startsWith("team-"))
                .forEach(shift -> {
                    var unused = management.resource(shift).delete();
                });
        Awaitility.await().atMost(PATIENCE).until(() -> count("RolledBack"), rests -> rests == 0);
    }

    private static int count(String phase) {
        JsonPath page = given().get("/api/v1/shifts?limit=1&history=false&phase=" + phase)
                .jsonPath();
        return page.getList("items").size() + page.getInt("remaining");
    }

    private static TrafficShift shift(int index) {
        return Serialization.unmarshal(
                """
                apiVersion: gangway.dev/v1alpha1
                kind: TrafficShift
                metadata: {name: %1$s, namespace: %2$s}
                spec: {service: %1$s, source: k8s2, destination: eks1, intent: RollBack}
                """
                        .formatted(name(index), namespace(index)),
                TrafficShift.class);
    }

    private static void harm(KubernetesClient management, int index) {
        GenericKubernetesResource shift = management
                .genericKubernetesResources(API, KIND)
                .inNamespace(namespace(index))
                .withName(name(index))
                .get();
        Map<String, Object> status = new HashMap<>(shift.get("status"));
        status.put("verdict", "DEGRADED");
        status.put("reason", Map.of("cause", "VERDICT", "text", "12 of 410 requests to eks1 failed"));
        shift.setAdditionalProperty("status", status);
        var unused = management.resource(shift).updateStatus();
    }

    private static String name(int index) {
        return "service-%04d".formatted(index);
    }

    private static String namespace(int index) {
        return "team-%02d".formatted(index % 40);
    }
}
