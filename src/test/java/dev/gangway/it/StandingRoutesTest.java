package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service whose team has routes of its own is moved and given back, on the simulated mesh. */
@QuarkusTest
class StandingRoutesTest {
    @Inject
    SimulatedMesh mesh;

    @Test
    void shouldDivideTheRoutesThatStandAndPutThemBackAsTheyWere() {
        Map<String, Map<String, Object>> before = routes();

        Shifts.start("gateway", ",\"onDelete\":\"Restore\"");
        JsonPath shift = Shifts.atRest("gateway");

        assertThat(shift.getString("phase")).as(shift.prettify()).isEqualTo("Succeeded");
        Mesh.CLUSTERS.forEach(cluster -> assertThat(weights(cluster))
                .as("with x-beta and without, in %s", cluster)
                .containsExactly(List.of(0, 100), List.of(0, 100)));
        assertThat(Mesh.sent(mesh, "gateway", "eks1")).isPositive();

        Shifts.delete("gateway");

        assertThat(routes()).isEqualTo(before);
        assertThat(Mesh.versions(mesh))
                .allSatisfy((object, version) -> assertThat(object).doesNotContain("gangway-gateway"));
    }

    /** The team's object in each cluster, but for its version and what the API server keeps of it. */
    private Map<String, Map<String, Object>> routes() {
        Map<String, Map<String, Object>> routes = new HashMap<>();
        for (String cluster : Mesh.CLUSTERS) {
            GenericKubernetesResource object = route(cluster);
            routes.put(
                    cluster,
                    Map.of(
                            "labels",
                            Mesh.orNone(object.getMetadata().getLabels()),
                            "annotations",
                            Mesh.orNone(object.getMetadata().getAnnotations()),
                            "spec",
                            object.get("spec")));
        }
        return routes;
    }

    private List<List<Integer>> weights(String cluster) {
        return route(cluster).<List<Map<String, List<Map<String, Integer>>>>>get("spec", "http").stream()
                .map(http -> http.get("route").stream()
                        .map(destination -> destination.get("weight"))
                        .toList())
                .toList();
    }

    private GenericKubernetesResource route(String cluster) {
        return mesh.client(cluster)
                .genericKubernetesResources("networking.istio.io/v1", "VirtualService")
                .inNamespace("shop")
                .withName("gateway-routes")
                .require();
    }
}
