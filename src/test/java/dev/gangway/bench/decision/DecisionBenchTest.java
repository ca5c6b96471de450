package dev.gangway.bench.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionBenchTest {
    private static final List<Policy> LADDERS = List.of(
            new Ladder("gangway", 60, List.of(0.1, 0.5, 1.0), 30),
            new Ladder("patient", 300, List.of(0.1, 0.5, 1.0), 300));

    private static final String RECORDINGS = "src/test/resources/bench/recordings";

    @TempDir
    private Path folder;

    @Test
    void shouldHaveACellForEveryScenarioAndPolicy() throws IOException {
        List<Cell> cells = run(Map.of("bench.runs", "3"));

        assertThat(cells).hasSize(2 * 31).allSatisfy(cell -> assertThat(cell.runs())
                .isEqualTo(3));
        assertThat(cells.stream().map(Cell::scenario).distinct()).contains("H1", "H8b", "H12", "B1", "B5b", "B17");
    }

    @Test
    void shouldComeToTheSameWithTheSameSeed() throws IOException {
        Map<String, String> settings = Map.of("bench.runs", "10", "bench.only", "H10,B9");

        assertThat(run(settings)).isEqualTo(run(settings));
    }

    @Test
    void shouldMeasureAShiftThatGoesBack() throws IOException {
        Cell cell = run(Map.of("bench.runs", "20", "bench.only", "B1", "bench.policies", "gangway"))
                .get(0);

        // 50 requests fail in the first tick, at 10 %; that is seen, and too many, after the second.
        assertThat(cell.rollbackRate()).isEqualTo(1);
        assertThat(cell.exposureMedian()).isEqualTo(100 * 0.999, within(0.5));
        assertThat(cell.delayMedianSeconds()).isEqualTo(10);
        assertThat(cell.doneRate()).isZero();
        assertThat(cell.completionMedianSeconds()).isNull();
    }

    @Test
    void shouldMeasureAShiftThatIsDone() throws IOException {
        Cell cell = run(Map.of("bench.runs", "20", "bench.only", "H2", "bench.policies", "gangway"))
                .get(0);

        assertThat(cell.rollbackRate()).isZero();
        assertThat(cell.doneRate()).isEqualTo(1);
        assertThat(cell.completionMedianSeconds()).isEqualTo(120);
        assertThat(cell.delayMedianSeconds()).isNull();
    }

    @Test
    void shouldWriteTheKeysThatOthersRead() throws IOException {
        results(Map.of("bench.runs", "2", "bench.only", "B1")).write(folder);

        JsonNode rows =
                new ObjectMapper().readTree(folder.resolve("decision.json").toFile());
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).fieldNames())
                .toIterable()
                .containsExactly(
                        "scenario",
                        "policy",
                        "healthy",
                        "runs",
                        "rollbackRate",
                        "rollbackLow",
                        "rollbackHigh",
                        "doneRate",
                        "exposureMedian",
                        "exposureP95",
                        "delayMedianSeconds",
                        "completionMedianSeconds");
        assertThat(rows.get(0).get("healthy").isBoolean()).isTrue();
        assertThat(rows.get(0).get("completionMedianSeconds").isNull()).isTrue();
        assertThat(Files.readString(folder.resolve("decision.md"))).contains("| B1 | gangway | 100.0 [");
    }

    @Test
    void shouldRunTheScenariosOfAnotherFile() throws IOException {
        Path file = folder.resolve("own.json");
        Files.writeString(
                file, "[{\"name\": \"Mine\", \"healthy\": true, \"requestsPerSecond\": 1, \"errorRatio\": 0}]");

        assertThat(run(Map.of("bench.runs", "2", "bench.scenarios", file.toString())))
                .extracting(Cell::scenario)
                .containsOnly("Mine");
    }

    @Test
    void shouldCountRecordingsOfASetAndALabelTogether() throws IOException {
        Results results = results(Map.of(
                "bench.only",
                "recordings",
                "bench.recordings",
                RECORDINGS,
                "bench.replays",
                "4",
                "bench.scaled",
                "true"));

        assertThat(results.cells())
                .extracting(Cell::scenario, Cell::runs)
                .containsExactly(
                        tuple("recording:shop healthy", 8),
                        tuple("recording:shop healthy", 8),
                        tuple("recording:shop material", 4),
                        tuple("recording:shop material", 4),
                        tuple("recording:till minor", 4),
                        tuple("recording:till minor", 4));
        assertThat(results.text()).contains("| shop healthy (2 cases) |");
    }

    @Test
    void shouldSayThatNoRecordingsAreGiven() throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Properties properties = new Properties();
        properties.setProperty("bench.only", "recordings");
        new DecisionBench(Settings.of(properties), LADDERS, new PrintStream(said, true, StandardCharsets.UTF_8)).run();

        assertThat(said.toString(StandardCharsets.UTF_8)).contains("No recordings are given (-Dbench.recordings=DIR)");
    }

    @Test
    void shouldSayWhichNamesThereAre() {
        assertThatThrownBy(() -> run(Map.of("bench.only", "H99")))
                .hasMessageContaining("-Dbench.only names H99")
                .hasMessageContaining("H1, H2");
        assertThatThrownBy(() -> run(Map.of("bench.policies", "other"))).hasMessageContaining("gangway, patient");
        assertThatThrownBy(() -> run(Map.of("bench.runs", "0"))).hasMessageContaining("from 1 to");
        assertThatThrownBy(() -> run(Map.of("bench.run", "5"))).hasMessageContaining("bench.runs");
        assertThatThrownBy(() -> run(Map.of("bench.scenarios", "nowhere.json")))
                .hasMessageContaining("nowhere.json, which is not a file");
    }

    private static List<Cell> run(Map<String, String> settings) throws IOException {
        return results(settings).cells();
    }

    private static Results results(Map<String, String> settings) throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new DecisionBench(Settings.of(properties), LADDERS, nowhere).run();
    }
}
