package dev.gangway.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.gangway.adapter.crd.ShiftPolicy;
import dev.gangway.adapter.crd.ShiftPolicySpec;
import dev.gangway.adapter.crd.TrafficShift;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists in pages and by what they are asked for; the history of a shift; the policies. */
@QuarkusTest
class ListsTest {
    private static final List<String> NAMES = List.of("list-a", "list-b", "list-c");

    @Inject
    SimulatedMesh mesh;

    @BeforeEach
    void makeShiftsThatMoveNothing() {
        for (String name : NAMES) {
            mesh.client("management")
                    .resource(Serialization.unmarshal(
                            """
                            apiVersion: gangway.dev/v1alpha1
                            kind: TrafficShift
                            metadata: {namespace: shop, name: %s, labels: {team: %s, kind: listed}}
                            spec: {service: nowhere-%s, source: k8s2, destination: eks1}
                            """
                                    .formatted(name, name.equals("list-b") ? "b" : "ac", name),
                            TrafficShift.class))
                    .create();
        }
        // The first request of a process that has just begun may take long.
        await().atMost(Duration.ofMinutes(1))
                .until(() -> names("?labelSelector=kind=listed").equals(NAMES));
    }

    @AfterEach
    void deleteThem() {
        NAMES.forEach(Shifts::delete);
    }

    @Test
    void shouldGiveShiftsInPages() {
        JsonPath first = list("/api/v1/shifts?labelSelector=kind=listed&limit=2");
        assertThat(first.getList("items.name")).isEqualTo(List.of("list-a", "list-b"));
        assertThat(first.getInt("remaining")).isEqualTo(1);

        JsonPath second = list("/api/v1/namespaces/shop/shifts?labelSelector=kind=listed&limit=2&continue="
                + first.getString("continue"));
        assertThat(second.getList("items.name")).isEqualTo(List.of("list-c"));
        assertThat(second.getMap("")).doesNotContainKey("continue").containsEntry("remaining", 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        ?labelSelector=kind=listed,team=b               | list-b
        ?labelSelector=kind=listed,team notin (b)       | list-a,list-c
        ?labelSelector=kind=listed&phase=Pending        | list-a,list-b,list-c
        ?labelSelector=kind=listed&phase=Paused,Baking  | ''
        ?labelSelector=kind=listed&cluster=eks1         | list-a,list-b,list-c
        ?labelSelector=kind=listed&cluster=k8s2         | list-a,list-b,list-c
        ?labelSelector=kind=listed&cluster=eks9         | ''
        ?labelSelector=kind=listed&namespace=shop       | list-a,list-b,list-c
        ?labelSelector=kind=listed&namespace=bank       | ''
        """)
    void shouldGiveOnlyShiftsThatAreAskedFor(String query, String names) {
        assertThat(names(query)).isEqualTo(names.isEmpty() ? List.of() : List.of(names.split(",", -1)));
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,              limit",
        "limit=501,            limit",
        "continue=nonsense,    continue",
        "phase=Dreaming,       phase",
        "cluster=EKS,          cluster",
        "namespace=a/b,        namespace",
        "labelSelector=a>1,    labelSelector",
        "history=perhaps,      history"
    })
    void shouldRefuseWhatCantBeReadAndNameIt(String query, String field) {
        given().get("/api/v1/shifts?" + query)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:gangway:problem:invalid"))
                .body("field", equalTo(field))
                .body("detail", notNullValue());
    }

    @Test
    void shouldLeaveTheDecisionsOutOfAListWhereTheyAreNotWanted() {
        String listed = "/api/v1/shifts?labelSelector=kind=listed";

        for (String wanted : List.of(listed, listed + "&history=true")) {
            assertThat(list(wanted).getList("items.findAll { it.containsKey('history') }.name"))
                    .isEqualTo(NAMES);
        }
        assertThat(list(listed + "&history=false").getList("items.findAll { it.containsKey('history') }.name"))
                .isEmpty();
        assertThat(list(listed + "&history=false").getList("items.name")).isEqualTo(NAMES);
    }

    @Test
    void shouldGiveTheHistoryOfAShift() {
        given().get("/api/v1/namespaces/shop/shifts/list-a/history")
                .then()
                .statusCode(200)
                .body("items", notNullValue());
        given().get("/api/v1/namespaces/shop/shifts/nobody/history")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:gangway:problem:not-found"));
    }

    @Test
    void shouldShowPoliciesAndWhatIsWrongWithThem() {
        policy("fine", "steps: [1, 50]");
        policy("broken", "objectives: {errorFactor: 0.5}");

        await().untilAsserted(() -> given().get("/api/v1/policies")
                .then()
                .statusCode(200)
                .body("items.name", hasItem("fine"))
                .body("items.name", hasItem("broken")));
        given().get("/api/v1/namespaces/shop/policies/fine")
                .then()
                .statusCode(200)
                .header("ETag", notNullValue())
                .body("settings.steps", equalTo(List.of(1.0f, 50.0f)))
                .body("problem", nullValue());
        given().get("/api/v1/namespaces/shop/policies/broken")
                .then()
                .body("problem", containsString("error factor 0.5 must be at least 1"));
        given().get("/api/v1/namespaces/shop/policies?limit=1")
                .then()
                .body("items.name", equalTo(List.of("broken")))
                .body("continue", notNullValue());
        given().get("/api/v1/namespaces/bank/policies").then().statusCode(200).body("items", empty());
        given().get("/api/v1/namespaces/shop/policies/none")
                .then()
                .statusCode(404)
                .body("field", equalTo("name"));
        given().get("/api/v1/policies?limit=x").then().statusCode(422).body("field", equalTo("limit"));
    }

    private void policy(String name, String spec) {
        ShiftPolicy policy = new ShiftPolicy();
        policy.setMetadata(
                new ObjectMetaBuilder().withNamespace("shop").withName(name).build());
        policy.setSpec(Serialization.unmarshal("--- {" + spec + "}", ShiftPolicySpec.class));
        mesh.client("management").resource(policy).create();
    }

    private static List<String> names(String query) {
        return list("/api/v1/shifts" + query).getList("items.name", String.class);
    }

    private static JsonPath list(String path) {
        return given().get(path).then().statusCode(200).extract().jsonPath();
    }
}
