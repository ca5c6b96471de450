package dev.gangway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents name each other by links that lead somewhere. */
class DocumentLinksTest {
    /** To a file, without the place in it; not to another host. */
    private static final Pattern LINK = Pattern.compile("]\\((?![a-z]+:)([^)#\\s]+)(?:#[^)]*)?\\)");

    @Test
    void shouldLeadToAFileThatIsThere() throws IOException {
        List<String> broken = new ArrayList<>();
        List<String> whole = new ArrayList<>();
        for (Path document : documents()) {
            LINK.matcher(Files.readString(document)).results().forEach(link -> {
                boolean isThere = Files.exists(document.resolveSibling(link.group(1)));
                (isThere ? whole : broken).add(document + ": " + link.group(1));
            });
        }

        assertThat(broken).isEmpty();
        assertThat(whole).hasSizeGreaterThan(100);
    }

    private static List<Path> documents() {
        try (Stream<Path> docs = Files.walk(Path.of("docs"));
                Stream<Path> kubernetes = Files.walk(Path.of("kubernetes"))) {
            return Stream.of(docs, kubernetes, Stream.of(Path.of("README.md")))
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
