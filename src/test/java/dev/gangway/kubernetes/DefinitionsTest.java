package dev.gangway.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The CustomResourceDefinitions that are committed against those that the build has just generated. */
class DefinitionsTest {
    private static final Path GENERATED = Path.of("target", "classes", "META-INF", "fabric8");
    private static final Path COMMITTED = Manifests.ROOT.resolve("crds");

    static Stream<Path> generated() throws IOException {
        return Manifests.files(GENERATED).stream()
                .filter(file -> file.toString().endsWith("-v1.yml"));
    }

    @ParameterizedTest
    @MethodSource("generated")
    void shouldBeWhatTheBuildGenerates(Path generated) throws IOException {
        Path committed = committed(generated);

        assertThat(committed)
                .as("not there; mvn process-classes && cp %s %s", generated, committed)
                .exists();
        assertThat(Manifests.documents(committed))
                .as("out of date; mvn process-classes && cp %s %s", generated, committed)
                .isEqualTo(Manifests.documents(generated));
    }

    @Test
    void shouldBeOneForEachKindAndNoMore() throws IOException {
        assertThat(Manifests.files(COMMITTED))
                .hasSize(3)
                .containsExactlyInAnyOrderElementsOf(
                        generated().map(DefinitionsTest::committed).toList());
    }

    private static Path committed(Path generated) {
        String plural = generated.getFileName().toString().replaceFirst("\\..*", "");
        return COMMITTED.resolve(plural + ".yaml");
    }
}
