package dev.gangway.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/api/openapi.yaml} is what the running service says of itself. After a change of either:
 * {@code mvn test -Dtest=OpenApiDocumentTest -Ddocuments=write}.
 */
@QuarkusTest
class OpenApiDocumentTest {
    private static final boolean WRITES = "write".equals(System.getProperty("documents"));

    @Test
    void shouldBeWhatTheServiceSaysOfItself() throws IOException {
        String expected =
                OpenApiDocument.of(given().get("/q/openapi?format=json").asString());
        if (WRITES) {
            Files.writeString(OpenApiDocument.FILE, expected);
        }

        assertThat(Files.readString(OpenApiDocument.FILE)).isEqualTo(expected);
    }
}
