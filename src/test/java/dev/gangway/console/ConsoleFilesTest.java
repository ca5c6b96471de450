package dev.gangway.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The console's files as they are: what they name is there, and nothing in them would need a laxer policy than 'self'. */
class ConsoleFilesTest {
    private static final String ROOT = "META-INF/resources";
    private static final Path FILES = Path.of("src/main/resources", ROOT);
    private static final int MAX_LINES = 300;
    private static final Pattern NAMED =
            Pattern.compile("(?:from|import) '([^']+)'|(?:href|src)=\"(/[^\"$?]+\\.[a-z]+)\"");
    private static final Pattern INLINE =
            Pattern.compile("<script(?![^>]* src=)|<style|[\\s\"]style=|\\son[a-z]+=|javascript:|\\beval\\(");
    private static final Pattern HOST = Pattern.compile("https?://(?!www\\.w3\\.org/)[a-z]");

    @Test
    void shouldNameOnlyWhatIsServed() throws IOException {
        List<String> missing = new ArrayList<>();
        int named = 0;
        for (Path file : files()) {
            var names = NAMED.matcher(Files.readString(file));
            while (names.find()) {
                named++;
                String name = names.group(1) == null ? names.group(2) : names.group(1);
                String path = name.startsWith("/") ? ROOT + name : ROOT + "/console/" + name.replace("./", "");
                if (getClass().getClassLoader().getResource(path) == null) {
                    missing.add("%s names %s".formatted(file, name));
                }
            }
        }

        assertThat(missing).isEmpty();
        assertThat(named).isGreaterThan(20);
    }

    @Test
    void shouldHaveNoInlineScriptAndNoInlineStyle() throws IOException {
        for (Path file : files()) {
            assertThat(Files.readString(file).lines().filter(line -> INLINE.matcher(line)
                            .find()))
                    .as(file.toString())
                    .isEmpty();
        }
    }

    @Test
    void shouldNameNoOtherHost() throws IOException {
        for (Path file : files()) {
            assertThat(HOST.matcher(Files.readString(file)).find())
                    .as(file.toString())
                    .isFalse();
        }
    }

    @Test
    void shouldHaveNoFileThatIsTooLong() throws IOException {
        for (Path file : files()) {
            assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(MAX_LINES);
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(FILES)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
