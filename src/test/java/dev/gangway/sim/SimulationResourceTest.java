package dev.gangway.sim;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import dev.gangway.control.Tempo;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SimulationResourceTest {
    @Inject
    KubernetesClient client;

    @Inject
    Tempo tempo;

    @Inject
    SimulatedMesh mesh;

    @Test
    void shouldGiveTheApplicationTheSimulatedClusterAndItsTime() {
        assertThat(client.getMasterUrl().getPort())
                .isEqualTo(mesh.apiServers().get("management").getPort());
        assertThat(tempo.clock()).isInstanceOf(SimulatedClock.class);
    }

    @Test
    void shouldShowWhatStands() {
        when().get("/sim")
                .then()
                .statusCode(200)
                .body("clusters.name", hasItems("management", "k8s2", "eks1"))
                .body("services.find { it.name == 'ledger' }.shares.eks1.k8s2", equalTo(1.0f));
    }

    @Test
    void shouldSetAndClearARegression() {
        given().contentType(ContentType.JSON)
                .body("{\"errorRatio\": 0.5, \"fromWeightPercent\": 25}")
                .put("/sim/regressions/shop/ledger")
                .then()
                .statusCode(204);
        when().get("/sim")
                .then()
                .body("services.find { it.name == 'ledger' }.regression.errorRatio", equalTo(0.5f))
                .body("services.find { it.name == 'ledger' }.regression.latencyFactor", equalTo(1.0f));

        when().delete("/sim/regressions/shop/ledger").then().statusCode(204);
        when().get("/sim").then().body("services.find { it.name == 'ledger' }.regression", equalTo(null));
    }

    @Test
    void shouldSetAndClearFaults() {
        given().contentType(ContentType.JSON)
                .body("{\"kind\": \"NAN\"}")
                .put("/sim/faults/prometheus/eks1")
                .then()
                .statusCode(204);
        when().put("/sim/faults/api/eks1").then().statusCode(204);
        when().get("/sim")
                .then()
                .body("clusters.find { it.name == 'eks1' }.prometheusFault", equalTo("NAN"))
                .body("clusters.find { it.name == 'eks1' }.apiServerOff", equalTo(true));

        when().delete("/sim/faults/prometheus/eks1").then().statusCode(204);
        when().delete("/sim/faults/api/eks1").then().statusCode(204);
        assertThat(mesh.isApiServerOff("eks1")).isFalse();
        assertThat(mesh.prometheusFault("eks1")).isEmpty();
    }

    @Test
    void shouldSetAndClearWhatIsWrongBetweenTheClusters() {
        when().put("/sim/faults/setup/gateway-service-missing").then().statusCode(204);
        when().get("/sim")
                .then()
                .body("setupFaults.name", contains("gateway-service-missing"))
                .body("setupFaults[0].wrong", equalTo("eks1 has no Service istio-eastwestgateway"));
        assertThat(mesh.setupFaults()).containsExactly(SetupFault.GATEWAY_SERVICE_MISSING);

        when().delete("/sim/faults/setup/gateway-service-missing").then().statusCode(204);
        when().get("/sim").then().body("setupFaults", empty());
        when().get("/sim/faults/setup")
                .then()
                .body("name", hasItems("root-differs", "gateway-service-missing"))
                .body("on", not(hasItem(true)));
    }

    @Test
    void shouldSayWhatIsThereWhenANameIsNot() {
        when().put("/sim/faults/setup/fire").then().statusCode(404).body("detail", containsString("root-differs"));
        when().get("/sim/kubeconfig/k8s9").then().statusCode(404).body("detail", containsString("eks1"));
        when().delete("/sim/regressions/shop/events").then().statusCode(404);
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        given().contentType(ContentType.JSON)
                .body("{\"errorRatio\": 20}")
                .put("/sim/regressions/shop/ledger")
                .then()
                .statusCode(400)
                .body("detail", containsString("errorRatio 20"));
        given().contentType(ContentType.JSON)
                .body("{\"kind\": \"FIRE\"}")
                .put("/sim/faults/prometheus/eks1")
                .then()
                .statusCode(400);
    }

    @Test
    void shouldServeMetricsForAPrometheus() {
        when().get("/sim/metrics/k8s2")
                .then()
                .statusCode(200)
                .contentType(containsString("version=0.0.4"))
                .body(containsString("# TYPE istio_requests_total counter"));
    }
}
