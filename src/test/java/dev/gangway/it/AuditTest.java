package dev.gangway.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.gangway.sim.AccessRule;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who has changed what, and why: in the log and in the shift's history, and never by what token. */
@QuarkusTest
@TestProfile(Guarded.class)
class AuditTest {
    private static final String SHIFTS = "/api/v1/namespaces/shop/shifts";
    private static final String SHIFT = SHIFTS + "/checkout";
    private static final String BODY = "{\"service\":\"checkout\",\"source\":\"k8s2\",\"destination\":\"eks1\"}";
    private static final String WEBHOOK = "the-webhook-of-alertmanager";

    @Inject
    SimulatedMesh mesh;

    private final List<String> answers = new ArrayList<>();
    private LogLines log;

    @BeforeEach
    void listen() throws IOException {
        mesh.reviewBy(new Grants().grant("ana", asked -> true).grant("bob", asked -> asked.act()
                .startsWith("get ")));
        Files.writeString(Guarded.WEBHOOK_TOKENS, WEBHOOK);
        log = LogLines.open();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> as("ana")
                .contentType(ContentType.JSON)
                .body(BODY)
                .post(SHIFTS)
                .then()
                .statusCode(201));
    }

    @AfterEach
    void clean() throws IOException {
        log.close();
        as("ana").delete(SHIFT).then().statusCode(202);
        await().until(() -> as("ana").get(SHIFT).statusCode() == 404);
        Mesh.removeRoutes(mesh, "checkout");
        mesh.reviewBy(AccessRule.BY_NAME);
        Files.deleteIfExists(Guarded.WEBHOOK_TOKENS);
    }

    @Test
    void shouldSayWhoHasChangedWhatAndWhy() {
        post("ana", "/rollback", "{\"reason\":\"too \\\"slow\\\"\\nwho=\\\"bob\\\"\"}");

        assertThat(audit())
                .anySatisfy(line -> assertThat(line)
                        .contains("who=\"ana\" what=\"create trafficshifts\" namespace=\"shop\" name=\"\"")
                        .contains("why=\"shift checkout: checkout from k8s2 to eks1\" from=\"127.0.0.1\" status=201"))
                .anySatisfy(line -> assertThat(line)
                        .contains("who=\"ana\" what=\"update trafficshifts/rollback\" namespace=\"shop\"")
                        .contains("name=\"checkout\" why=\"too \\\"slow\\\"\\nwho=\\\"bob\\\"\" from=\"127.0.0.1\"")
                        .endsWith("status=200"))
                .allSatisfy(line -> assertThat(line).doesNotContain("\n"));
    }

    @Test
    void shouldWriteTheNameOfWhoHasRolledBackIntoTheHistory() {
        post("ana", "/rollback", "{\"reason\":\"too slow\"}");

        await().untilAsserted(() -> as("bob")
                .get(SHIFT)
                .then()
                .body("phase", equalTo("RolledBack"))
                .body("reason", equalTo("rolled back by ana: too slow")));
    }

    @Test
    void shouldSayWhoWasNotLetIn() {
        as("bob").post(SHIFT + "/promote").then().statusCode(403);
        as("yesterday").delete(SHIFT).then().statusCode(401);

        assertThat(audit())
                .anySatisfy(line -> assertThat(line)
                        .contains("who=\"bob\" what=\"update trafficshifts/promote\"")
                        .endsWith("status=403"))
                .anySatisfy(line -> assertThat(line)
                        .contains("who=\"a caller at 127.0.0.1\" what=\"delete trafficshifts\"")
                        .endsWith("status=401"));
    }

    @Test
    void shouldSayThatSomethingWasOnlyTried() {
        as("ana").post(SHIFT + "/pause?dryRun=true").then().statusCode(200);

        assertThat(audit()).anySatisfy(line -> assertThat(line).contains("dryRun=\"true\" status=200"));
    }

    @Test
    void shouldSayNothingOfReads() {
        as("ana").get(SHIFT).then().statusCode(200);

        assertThat(audit()).noneSatisfy(line -> assertThat(line).contains("get trafficshifts"));
    }

    @Test
    void shouldSayWhatAlertsHaveLedTo() {
        alert(WEBHOOK);

        assertThat(audit()).anySatisfy(line -> assertThat(line)
                .contains("who=\"Alertmanager\" what=\"alerts\"", "shop/checkout", "status=200"));
    }

    @Test
    void shouldTellATokenNowhere() {
        post("ana", "/pause", "{}");
        alert(WEBHOOK);
        alert("a-webhook-of-somebody");
        answers.add(as("yesterday").get(SHIFT).asString());
        answers.add(as("ana").get(SHIFT).asString());
        answers.add(given().get("/q/metrics").asString());
        List<GenericKubernetesResource> shifts = mesh.client("management")
                .genericKubernetesResources("gangway.dev/v1alpha1", "TrafficShift")
                .inAnyNamespace()
                .list()
                .getItems();
        answers.add(Serialization.asJson(shifts));

        assertThat(audit()).isNotEmpty();
        assertThat(answers).hasSizeGreaterThan(5).allSatisfy(answer -> assertThat(answer)
                .doesNotContain("token-of-", WEBHOOK, "a-webhook-of-somebody"));
        assertThat(log.lines()).noneMatch(line -> line.contains("token-of-") || line.contains(WEBHOOK));
    }

    private List<String> audit() {
        return log.lines().stream()
                .filter(line -> line.startsWith("INFO gangway.audit "))
                .map(String::strip)
                .toList();
    }

    private void post(String user, String verb, String body) {
        answers.add(as(user).contentType(ContentType.JSON)
                .body(body)
                .post(SHIFT + verb)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    private void alert(String token) {
        answers.add(given().header("Authorization", "Bearer " + token)
                .contentType(ContentType.JSON)
                .body(
                        "{\"version\":\"4\",\"alerts\":[{\"status\":\"firing\",\"fingerprint\":\"5f3c\",\"labels\":{\"alertname\":\"Fails\","
                                + "\"severity\":\"critical\",\"namespace\":\"shop\",\"service\":\"checkout\"}}]}")
                .post("/api/v1/alerts")
                .asString());
    }

    private static RequestSpecification as(String user) {
        return given().header("Authorization", "Bearer " + Grants.token(user));
    }
}
