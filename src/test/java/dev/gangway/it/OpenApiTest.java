package dev.gangway.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.it.OpenApi.Described;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the running service says of itself, and whether it is so. */
@QuarkusTest
class OpenApiTest {
    private static final String ALERTS = "/api/v1/alerts";

    private OpenApi api;
    private List<Described> operations;

    @BeforeEach
    void ask() {
        api = OpenApi.ask();
        operations = api.operations();
    }

    @Test
    void shouldDescribeEveryOperation() {
        assertThat(api.description().get("openapi").asText()).startsWith("3.1");
        assertThat(operations).hasSizeGreaterThan(25).allSatisfy(one -> {
            assertThat(one.operation().path("operationId").asText())
                    .as("%s", one)
                    .isNotBlank();
            assertThat(one.operation().path("summary").asText()).as("%s", one).isNotBlank();
            assertThat(one.operation().path("description").asText())
                    .as("%s", one)
                    .isNotBlank();
        });
        assertThat(operations.stream()
                        .map(one -> one.operation().get("operationId").asText()))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldGiveAnExampleOfEveryBodyAndEveryProblem() {
        assertThat(operations).allSatisfy(one -> {
            bodies(one.operation().path("requestBody")).forEach(body -> hasExample(one + " asks", body));
            one.operation().get("responses").properties().forEach(response -> {
                JsonNode resolved = api.resolve(response.getValue());
                String what = one + " answers " + response.getKey();
                assertThat(resolved.path("description").asText()).as(what).isNotBlank();
                bodies(resolved).forEach(body -> hasExample(what, body));
                if (response.getKey().charAt(0) >= '4') {
                    assertThat(resolved.at("/content/application~1problem+json/examples"))
                            .as(what)
                            .isNotEmpty();
                }
            });
        });
    }

    @Test
    void shouldSayWhatEveryParameterOfAQueryMeans() {
        assertThat(operations)
                .allSatisfy(one -> one.operation().path("parameters").forEach(parameter -> {
                    if (parameter.path("in").asText().equals("query")) {
                        assertThat(parameter.path("description").asText())
                                .as("%s: %s", one, parameter.path("name"))
                                .isNotBlank();
                    }
                }));
    }

    @Test
    void shouldSayOfEveryOperationHowItIsRefused() {
        assertThat(operations).allSatisfy(one -> {
            assertThat(one.answers()).as("%s", one).anyMatch(status -> status.startsWith("2"));
            assertThat(one.answers()).as("%s", one).contains("400", "401", "403", "406", "500", "503");
            if (!one.isRead()) {
                assertThat(one.answers()).as("%s", one).contains("413");
                assertThat(one.answers().contains("429"))
                        .as("%s", one)
                        .isNotEqualTo(one.path().equals(ALERTS));
            }
            if (one.path().contains("{name}") || one.path().contains("{cluster}")) {
                assertThat(one.answers()).as("%s", one).contains("404");
            }
        });
    }

    @Test
    void shouldTellWhatIsDurableWhereAnAlertIsNot() {
        JsonNode unfinished =
                operation("takeAlerts").operation().at("/responses/503/content/application~1problem+json");

        assertThat(api.resolve(unfinished.get("schema")).get("properties").has("acts"))
                .isTrue();
        assertThat(unfinished.get("examples").properties())
                .extracting(example -> example.getValue().at("/value/type").asText())
                .contains("urn:gangway:problem:unavailable", "urn:gangway:problem:webhook-closed");
        assertThat(unfinished.at("/examples/own/value/acts/0/done").asText()).isEqualTo("FAILED");
    }

    @Test
    void shouldAnswerAtEveryPathThatItDescribesAsThatMethod() {
        assertThat(operations)
                .filteredOn(one -> one.isRead() && !one.isStream())
                .allSatisfy(one -> {
                    Response answer = given().get(one.pathOfNobody());
                    assertThat(one.answers()).as("%s", one).contains(String.valueOf(answer.statusCode()));
                    String type = answer.path("type");
                    assertThat(type).as("%s", one).isNotEqualTo("urn:gangway:problem:no-such-path");
                    assertThat(type).as("%s", one).isNotEqualTo("urn:gangway:problem:method-not-allowed");
                });
    }

    @Test
    void shouldRefuseEveryOtherMethodAndFormOfAnswer() {
        assertThat(operations).allSatisfy(one -> {
            assertThat(given().patch(one.pathOfNobody()).statusCode())
                    .as("PATCH %s", one.path())
                    .isIn(404, 405);
            assertThat(given().accept("application/xml")
                            .contentType(ContentType.JSON)
                            .request(one.method(), one.pathOfNobody())
                            .statusCode())
                    .as("%s", one)
                    .isEqualTo(406);
        });
    }

    @Test
    void shouldRefuseAnotherFormOfBodyJustWhereItSaysSo() {
        assertThat(operations).filteredOn(one -> !one.isRead()).allSatisfy(one -> {
            int status = given().contentType(ContentType.XML)
                    .body("<a/>")
                    .request(one.method(), one.pathOfNobody())
                    .statusCode();
            assertThat(one.answers()).as("%s", one).contains(String.valueOf(status));
            assertThat(status == 415)
                    .as("%s answers %d", one, status)
                    .isEqualTo(one.answers().contains("415"));
        });
    }

    @Test
    void shouldTakeTheBodyThatItGivesAsAnExample() {
        assertThat(operations)
                .filteredOn(one -> one.body().isPresent())
                .hasSizeGreaterThan(8)
                .allSatisfy(one -> {
                    Response answer = given().contentType(ContentType.JSON)
                            .body(one.body().orElseThrow().toString())
                            .request(one.method(), one.pathOfNobody());
                    assertThat(answer.statusCode())
                            .as("%s: %s", one, answer.asString())
                            .isNotIn(400, 415);
                    assertThat(one.answers()).as("%s", one).contains(String.valueOf(answer.statusCode()));
                });
    }

    @Test
    void shouldDescribeEveryFieldOfWhatItAnswers() {
        Shifts.start("checkout", ",\"onDelete\":\"Restore\"");
        try {
            Shifts.whenAtLeast("checkout", 1);
            List<String> looked = new ArrayList<>();
            assertThat(operations)
                    .filteredOn(one -> one.isRead() && !one.isStream())
                    .allSatisfy(one -> {
                        Response answer = given().get(one.path()
                                .replace("{namespace}", "shop")
                                .replace("{cluster}", "eks1")
                                .replace("{name}", one.path().contains("/clusters") ? "eks1" : "checkout"));
                        if (answer.statusCode() == 200) {
                            looked.add(one.toString());
                            JsonNode schema = one.operation().at("/responses/200/content/application~1json/schema");
                            assertThat(api.undescribed(schema, answer.as(JsonNode.class)))
                                    .as("%s", one)
                                    .isEmpty();
                        }
                    });
            assertThat(looked).hasSizeGreaterThan(8);
        } finally {
            Shifts.delete("checkout");
        }
    }

    private Described operation(String id) {
        return operations.stream()
                .filter(one -> one.operation().path("operationId").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void hasExample(String what, JsonNode body) {
        assertThat(body.has("example") || body.has("examples")).as(what).isTrue();
    }

    private static Stream<JsonNode> bodies(JsonNode owner) {
        List<JsonNode> bodies = new ArrayList<>();
        owner.path("content").forEach(bodies::add);
        return bodies.stream();
    }
}
