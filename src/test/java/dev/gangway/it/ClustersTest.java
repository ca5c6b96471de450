package dev.gangway.it;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInRelativeOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.gangway.sim.PrometheusFault;
import dev.gangway.sim.SimulatedMesh;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ClustersTest {
    /** A cluster is asked less often while it fails. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Inject
    SimulatedMesh mesh;

    @AfterEach
    void heal() {
        mesh.setApiServerOff("k8s2", false);
        mesh.setPrometheusFault("k8s2", Optional.empty());
        await().atMost(PATIENCE)
                .until(() -> given().get("/api/v1/clusters/k8s2").jsonPath().getBoolean("reachable"));
    }

    @Test
    void shouldListTheClustersOfTheMesh() {
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/api/v1/clusters")
                .then()
                .statusCode(200)
                .body("items.name", containsInRelativeOrder("eks1", "k8s2"))
                .body("items.find { it.name == 'eks1' }.network", equalTo("eks1.prd.sfo2"))
                .body("items.find { it.name == 'eks1' }.reachable", equalTo(true))
                .body("items.find { it.name == 'eks1' }.lastAnswer", notNullValue())
                .body("items.find { it.name == 'eks1' }.problem", nullValue())
                .body("items.find { it.name == 'eks1' }.prometheus", startsWith("http://"))
                .body("items.find { it.name == 'eks1' }.newestSample", notNullValue())
                .body("items.find { it.name == 'eks1' }.prometheusProblem", nullValue()));
    }

    @Test
    void shouldSayWhatAClusterThatFailsLacks() {
        mesh.setApiServerOff("k8s2", true);

        await().atMost(PATIENCE).untilAsserted(() -> given().get("/api/v1/clusters/k8s2")
                .then()
                .statusCode(200)
                .body("reachable", equalTo(false))
                .body("lastAnswer", notNullValue())
                .body("problem", startsWith("it answers 503")));
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/q/metrics")
                .then()
                .body(containsString("gangway_cluster_reachable{cluster=\"k8s2\"} 0.0"))
                .body(containsString("gangway_cluster_reachable{cluster=\"eks1\"} 1.0"))
                .body(containsString("gangway_cluster_last_answer_timestamp_seconds{cluster=\"k8s2\"}")));
    }

    @Test
    void shouldSayWhyItIsNotKnownHowOldTheMetricsOfAClusterAre() {
        mesh.setPrometheusFault("k8s2", Optional.of(PrometheusFault.OUTAGE));

        await().atMost(PATIENCE).untilAsserted(() -> given().get("/api/v1/clusters/k8s2")
                .then()
                .statusCode(200)
                .body("newestSample", nullValue())
                .body("prometheusProblem", startsWith("Prometheus of k8s2 can't be reached")));
    }

    @Test
    void shouldNotKnowAClusterThatIsNotThere() {
        given().get("/api/v1/clusters/eks9")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:gangway:problem:not-found"))
                .body("detail", containsString("there is no cluster 'eks9'"));
    }
}
