package dev.gangway.console;

import static io.restassured.RestAssured.given;

import dev.gangway.fixture.Policies;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** The shifts of the simulated shop, past the console: what stood before somebody looks, and what is there afterwards. */
final class ShopShifts {
    private static final String SHIFTS = "/api/v1/namespaces/shop/shifts";
    private static final String POLICY = "of-the-test";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private ShopShifts() {}

    /** Starts one from k8s2 to eks1. */
    static void start(String service) {
        start(service, "");
    }

    /** Starts one that follows a policy of its own, {@code spec} in YAML without the outer braces. */
    static void start(SimulatedMesh mesh, String service, String spec) {
        Policies.write(mesh.client("management"), POLICY, spec);
        start(service, ",\"policy\":\"%s\"".formatted(POLICY));
    }

    private static void start(String service, String more) {
        // Gangway's watch may still show routes that the test before has removed by hand.
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> given().contentType(ContentType.JSON)
                .body("{\"service\":\"%s\",\"source\":\"k8s2\",\"destination\":\"eks1\"%s}".formatted(service, more))
                .post(SHIFTS)
                .then()
                .statusCode(201));
    }

    static JsonPath get(String name) {
        return given().get(SHIFTS + "/" + name).then().statusCode(200).extract().jsonPath();
    }

    /** Waits until it is in that phase. */
    static void await(String name, String phase) {
        Awaitility.await().atMost(PATIENCE).until(() -> get(name).getString("phase"), phase::equals);
    }

    /** Waits until the destination has at least so many per cent. */
    static void awaitWeight(String name, double percent) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> get(name).getDouble("weights.eks1"), weight -> weight >= percent);
    }

    static void command(String name, String verb) {
        given().post(SHIFTS + "/" + name + "/" + verb).then().statusCode(200);
    }

    /** Deletes them, the policy, and the routes that they left. */
    static void removeAll(SimulatedMesh mesh) {
        List<String> names = given().get(SHIFTS).jsonPath().getList("items.name", String.class);
        names.forEach(name -> given().delete(SHIFTS + "/" + name).then().statusCode(202));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> given().get(SHIFTS).jsonPath().getList("items.name"), List::isEmpty);
        Policies.remove(mesh.client("management"), POLICY);
        for (String cluster : List.of("k8s2", "eks1")) {
            mesh.client(cluster).resources(VirtualService.class).inNamespace("shop").list().getItems().stream()
                    .filter(routes -> routes.getMetadata().getName().startsWith("gangway-"))
                    .forEach(routes -> {
                        var unused = mesh.client(cluster).resource(routes).delete();
                    });
        }
    }
}
