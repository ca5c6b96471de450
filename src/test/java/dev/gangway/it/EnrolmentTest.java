package dev.gangway.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.gangway.cli.ServerAddress;
import dev.gangway.config.remote.RemoteEnrolments;
import dev.gangway.config.remote.ServerClient;
import dev.gangway.control.enrolment.Enrolment;
import dev.gangway.control.enrolment.EnrolmentRequest;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Enrolment as a user of the REST interface, and of the command line, has it. */
@QuarkusTest
class EnrolmentTest {
    private static final String PATH = "/api/v1/clusters/eks1/namespaces/till/enrolment";

    @Inject
    SimulatedMesh mesh;

    @TestHTTPResource
    URI address;

    @BeforeEach
    void aNamespaceThatIsNotInTheMesh() {
        apply(
                """
                apiVersion: v1
                kind: Namespace
                metadata: {name: till}
                """);
        apply(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: cash, namespace: till}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: cash}}
                  template:
                    metadata: {labels: {app: cash}}
                    spec: {containers: [{name: app, image: "example.com/app:1"}]}
                """);
        await().until(() -> client().apps()
                .deployments()
                .inNamespace("till")
                .withName("cash")
                .isReady());
    }

    @AfterEach
    void remove() {
        mesh.setWorkloadFault("eks1", "till", "cash", false);
        client().apps().deployments().inNamespace("till").delete();
        client().namespaces().withName("till").delete();
        await().until(() ->
                client().pods().inNamespace("till").list().getItems().isEmpty());
    }

    @Test
    void shouldEnrolAndShowHowFarItIs() {
        given().contentType(ContentType.JSON)
                .body("{\"revision\":\"default\",\"pace\":\"1s\"}")
                .post(PATH)
                .then()
                .statusCode(202)
                .body("cluster", equalTo("eks1"))
                .body("namespace", equalTo("till"))
                .body("revision", equalTo("default"))
                .body("disable", equalTo(false))
                .body("state", equalTo("Running"))
                .body("total", equalTo(1));

        await().atMost(Duration.ofMinutes(1))
                .until(() -> given().get(PATH).jsonPath().getString("state").equals("Done"));
        given().get(PATH)
                .then()
                .statusCode(200)
                .body("done", equalTo(1))
                .body("message", equalTo("1 workloads restarted"))
                .body("withoutSidecar.size()", equalTo(0));
        assertThat(client().pods().inNamespace("till").list().getItems())
                .hasSize(2)
                .allMatch(pod -> pod.getSpec().getContainers().size() == 2);
    }

    @Test
    void shouldStopAfterTheWorkloadAtHand() {
        mesh.setWorkloadFault("eks1", "till", "cash", true);
        given().contentType(ContentType.JSON)
                .body("{\"revision\":\"default\"}")
                .post(PATH)
                .then()
                .statusCode(202);

        given().contentType(ContentType.JSON)
                .body("{\"disable\":true}")
                .post(PATH)
                .then()
                .statusCode(409)
                .body("field", equalTo("namespace"))
                .body("detail", containsString("is being enrolled since"));
        given().delete(PATH).then().statusCode(202).body("stopBy", containsString("a caller at"));
        mesh.setWorkloadFault("eks1", "till", "cash", false);

        await().atMost(Duration.ofMinutes(1))
                .until(() -> given().get(PATH).jsonPath().getString("state").equals("Stopped"));
    }

    @Test
    void shouldRefuseWithTheFieldAndTheWayOut() {
        given().get(PATH).then().statusCode(404).body("detail", containsString("was never enrolled by Gangway"));
        given().contentType(ContentType.JSON)
                .body("{\"revision\":\"1-99\"}")
                .post(PATH)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("field", equalTo("revision"))
                .body("detail", containsString("ask for one of [default]"));
        given().contentType(ContentType.JSON)
                .body("{\"revision\":\"default\",\"pace\":\"2h\"}")
                .post(PATH)
                .then()
                .statusCode(422)
                .body("field", equalTo("pace"));
    }

    @Test
    void shouldBeAskedByTheCommandLine() {
        RemoteEnrolments remote = new RemoteEnrolments(new ServerClient(new ServerAddress(address, Optional.empty())));
        ClusterName eks1 = new ClusterName("eks1");
        assertThat(remote.find(eks1, "till")).isEmpty();

        Enrolment begun = remote.start(
                new EnrolmentRequest(eks1, "till", "default", Duration.ofSeconds(1), false, false, "nobody"));

        assertThat(begun.isRunning()).isTrue();
        assertThat(begun.request().by()).startsWith("a caller at");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> !remote.find(eks1, "till").orElseThrow().isRunning());
        assertThat(remote.stop(eks1, "till", "nobody").state()).isEqualTo(Enrolment.State.DONE);
    }

    private KubernetesClient client() {
        return mesh.client("eks1");
    }

    private void apply(String yaml) {
        client().resource(yaml).create();
    }
}
