package dev.gangway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final FakeGangway server = new FakeGangway();

    @TempDir
    Path scratch;

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                             | shift preflight plan completion
                    's'                            | shift
                    shift ''                       | start list status watch pause resume promote rollback retry approve delete
                    shift re                       | resume retry
                    shift start --des              | --destination
                    shift list -o ''               | table json yaml name
                    shift start checkout --mode '' | shift observe
                    preflight --ser                | --server --service
                    completion ''                  | bash zsh fish
                    """)
    void shouldCompleteCommandsOptionsAndTheirValues(String line, String expected) {
        assertThat(complete(line)).containsAll(List.of(expected.split(" ")));
    }

    @Test
    void shouldCompleteOnlyWhatBeginsLikeThis() {
        assertThat(complete("shift re")).containsExactly("resume", "retry");
        assertThat(complete("shift list -o ''")).containsExactly("json", "name", "table", "yaml");
    }

    @Test
    void shouldCompleteTheNamesThatTheServerKnows() {
        server.answers("GET /api/v1/namespaces/shop/shifts", 200, "{\"items\":[%s]}".formatted(new ShiftJson()));
        server.answers("GET /api/v1/shifts", 200, "{\"items\":[%s]}".formatted(new ShiftJson()));
        server.answers("GET /api/v1/clusters", 200, "{\"items\":[{\"name\":\"eks1\"},{\"name\":\"k8s2\"}]}");
        String at = " --server " + server.address();

        assertThat(complete("shift status" + at + " -n shop che")).containsExactly("checkout");
        assertThat(complete("shift list" + at + " -n ''")).containsExactly("shop");
        assertThat(complete("shift start checkout" + at + " --destination ''")).containsExactly("eks1", "k8s2");
    }

    @Test
    void shouldStaySilentWhereNobodyAnswers() {
        assertThat(complete("shift status --server http://127.0.0.1:1 -n shop ''"))
                .isEmpty();
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void shouldPrintAScriptThatTheShellCanRead(String shell) throws IOException, InterruptedException {
        assertThat(gangway("completion", shell)).isZero();
        assertThat(out.toString()).contains("gangway __complete");

        Path script = Files.writeString(scratch.resolve("completion"), out.toString());
        assumeThat(Path.of("/bin", shell)).exists();
        Process read = new ProcessBuilder(shell, "-n", script.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(read.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(new String(read.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(read.exitValue()).isZero();
    }

    @Test
    void shouldRefuseAShellThatItDoesNotKnow() {
        assertThat(gangway("completion", "tcsh")).isEqualTo(2);
    }

    private List<String> complete(String line) {
        List<String> words = new ArrayList<>(List.of("__complete"));
        Arrays.stream(line.split(" ")).map(word -> word.replace("'", "")).forEach(words::add);
        assertThat(gangway(words.toArray(String[]::new))).isZero();
        List<String> candidates = out.toString().lines().toList();
        out.getBuffer().setLength(0);
        return candidates;
    }

    private int gangway(String... words) {
        return new CommandLineInterface(new MadeUpOutside(), new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(words);
    }
}
