package dev.gangway.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the running service says of itself. */
@QuarkusTest
class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonNode description;
    private final List<Described> operations = new ArrayList<>();

    private record Described(String method, String path, JsonNode operation) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeEach
    void ask() throws JsonProcessingException {
        description = JSON.readTree(given().get("/q/openapi?format=json").asString());
        description.get("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(method -> {
                    if (path.getKey().startsWith("/api/") && METHODS.contains(method.getKey())) {
                        operations.add(new Described(method.getKey(), path.getKey(), method.getValue()));
                    }
                }));
    }

    @Test
    void shouldDescribeEveryOperation() {
        assertThat(description.get("openapi").asText()).startsWith("3.1");
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
                JsonNode resolved = resolve(response.getValue());
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
    void shouldSayOfEveryOperationHowItIsRefused() {
        assertThat(operations).allSatisfy(one -> {
            Set<String> told = new TreeSet<>();
            one.operation().get("responses").fieldNames().forEachRemaining(told::add);
            assertThat(told).as("%s", one).contains("406", "500");
            if (!one.method().equals("get")) {
                assertThat(told).as("%s", one).contains("413", "415", "429");
            }
            if (one.path().contains("{name}") || one.path().contains("{cluster}")) {
                assertThat(told).as("%s", one).contains("404");
            }
        });
    }

    @Test
    void shouldAnswerAtEveryPathThatItDescribesAsThatMethod() {
        assertThat(operations)
                .filteredOn(one -> one.method().equals("get") && !one.path().endsWith("/events"))
                .allSatisfy(one -> {
                    String path = one.path().replaceAll("\\{[a-z]+}", "nobody");
                    String type = given().get(path).path("type");
                    assertThat(type).as("%s", one).isNotEqualTo("urn:gangway:problem:no-such-path");
                    assertThat(type).as("%s", one).isNotEqualTo("urn:gangway:problem:method-not-allowed");
                });
    }

    private static void hasExample(String what, JsonNode body) {
        assertThat(body.has("example") || body.has("examples")).as(what).isTrue();
    }

    private Stream<JsonNode> bodies(JsonNode owner) {
        List<JsonNode> bodies = new ArrayList<>();
        owner.path("content").forEach(bodies::add);
        return bodies.stream();
    }

    private JsonNode resolve(JsonNode response) {
        return response.has("$ref")
                ? description.at(response.get("$ref").asText().substring(1))
                : response;
    }
}
