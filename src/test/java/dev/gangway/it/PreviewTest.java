package dev.gangway.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the destination is given before its first step, with kubectl, on the simulated mesh. */
@QuarkusTest
class PreviewTest {
    @Inject
    SimulatedMesh mesh;

    private final Set<String> alarms = new TreeSet<>();

    @AfterEach
    void deleteShiftsAndWhatTheyLeft() {
        List<String> names = given().get("/api/v1/shifts").jsonPath().getList("items.name", String.class);
        names.forEach(Shifts::delete);
        Mesh.removeRoutes(mesh, "checkout", "payments");
    }

    @Test
    void shouldMirrorFirstThenTakeTheRequestsWithTheHeaderThenTheFirstStep() {
        apply(
                "checkout",
                "mirrorFirst: {percent: 10, lastsSeconds: 60}",
                "headerFirst: {name: x-gangway, value: destination, lastsSeconds: 60}");

        JsonPath mirroring = whenPreviewing("checkout", "10 % of the requests mirrored");
        assertThat(mirroring.getDouble("weights.eks1")).isZero();
        JsonPath heading = whenPreviewing("checkout", "the requests with the header 'x-gangway: destination'");
        assertThat(heading.getDouble("weights.eks1")).isZero();

        JsonPath stepped = Shifts.whenAtLeast("checkout", 0.1);
        assertThat(stepped.getList("history.phase", String.class))
                .as(stepped.prettify())
                .containsSubsequence("Preparing", "Previewing", "Shifting", "Previewing", "Shifting");
        assertThat(stepped.getList("history.findAll { it.phase == 'Previewing' }.weights.eks1", Double.class))
                .containsOnly(0.0);
        assertThat(alarms).as("that clients do not follow the routes").isEmpty();
    }

    @Test
    void shouldGoBackFromAMirrorThatIsAnsweredWithErrorsBeforeAnyClientSeesOne() {
        await().untilAsserted(() ->
                assertThat(mesh.shares("k8s2", Mesh.ref("payments"))).doesNotContainKey("eks1"));
        double sent = Mesh.sent(mesh, "payments", "eks1");
        double received = Mesh.received(mesh, "payments", "eks1");
        apply("payments", "mirrorFirst: {percent: 20, lastsSeconds: 600}");

        JsonPath shift = Shifts.atRest("payments");

        assertThat(shift.getString("phase")).as(shift.prettify()).isEqualTo("RolledBack");
        assertThat(shift.getString("reason")).contains("requests to eks1 failed", "while k8s2 failed");
        assertThat(shift.getList("history.weights.eks1", Double.class)).containsOnly(0.0);
        assertThat(Mesh.received(mesh, "payments", "eks1")).isGreaterThan(received);
        assertThat(Mesh.sent(mesh, "payments", "eks1")).isEqualTo(sent);
    }

    private JsonPath whenPreviewing(String service, String what) {
        return await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> look(service), shift -> what.equals(shift.getString("preview")));
    }

    private JsonPath look(String service) {
        JsonPath shift = Shifts.get(service);
        Optional.ofNullable(shift.getString("evidence.notInForce")).ifPresent(alarms::add);
        return shift;
    }

    private void apply(String service, String... previews) {
        String text =
                """
                apiVersion: gangway.dev/v1alpha1
                kind: TrafficShift
                metadata: {name: %1$s, namespace: shop}
                spec: {service: %1$s, source: k8s2, destination: eks1, %2$s}
                """
                        .formatted(service, String.join(", ", previews));
        mesh.client("management")
                .resource(Serialization.unmarshal(text, GenericKubernetesResource.class))
                .create();
        await().until(() ->
                given().get("/api/v1/namespaces/shop/shifts/" + service).statusCode() == 200);
    }
}
