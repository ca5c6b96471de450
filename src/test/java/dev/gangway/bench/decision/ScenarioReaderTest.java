package dev.gangway.bench.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioReaderTest {
    private static final String LEAST = "'name': 'S', 'healthy': true, 'requestsPerSecond': 5, 'errorRatio': 0.1";

    @Test
    void shouldTakeWhatIsUsualWhereNothingIsSaid() {
        Scenario scenario = read(LEAST);

        assertThat(scenario.name()).isEqualTo("S");
        assertThat(scenario.healthy()).isTrue();
        assertThat(scenario.historyTicks()).isEqualTo(720);
        assertThat(scenario.latencyNoise()).isEqualTo(0.05);
        assertThat(scenario.latency()).isEqualTo(Latency.USUAL);
        assertThat(scenario.effects()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"scenarios.json, 31", "other-worlds.json, 66"})
    void shouldReadItsOwnFiles(String file, int scenarios) throws IOException {
        String json = Files.readString(Path.of("src", "test", "resources", "bench", file));

        assertThat(ScenarioReader.read(json)).hasSize(scenarios);
    }

    @Test
    void shouldReadEverything() {
        Scenario scenario = read(
                LEAST
                        + """
                , 'about': 'all of it', 'errorNoise': 0.1, 'latencyNoise': 0, 'historyHours': 2, 'countsSlow': true,
                'latency': {'medianMilliseconds': 3, 'spread': 0.5,
                            'second': {'share': 0.2, 'medianMilliseconds': 800, 'spread': 0.3}},
                'load': {'sine': {'amplitude': 0.5, 'periodSeconds': 600, 'phaseSeconds': 30},
                         'steps': [{'fromSeconds': 300, 'factor': 3, 'untilSeconds': 400}]},
                'effects': [{'on': 'both', 'about': 'x', 'errors': [0.1, 0.2], 'clientShare': 0.3, 'delaySeconds': 10,
                             'latencyFactor': 2, 'addedMilliseconds': 5, 'ofRequests': 0.5, 'lost': 0.1,
                             'fromSeconds': 10, 'untilSeconds': 900, 'rampSeconds': 60, 'periodSeconds': 60,
                             'activeSeconds': 15, 'randomly': {'everySeconds': 60, 'lastsSeconds': [5, 10]},
                             'fromWeight': 0.1, 'saturatesAboveWeight': 0.5, 'warmUpSeconds': 30, 'background': true}],
                'counterResets': [{'on': 'source', 'everySeconds': 100, 'lost': [0.2, 1]}],
                'missingWindows': [{'probability': 0.1}, {'fromSeconds': 5, 'untilSeconds': 50}]
                """);

        assertThat(scenario.historyTicks()).isEqualTo(1440);
        assertThat(scenario.delayTicks()).isEqualTo(2);
        assertThat(scenario.latency().secondShare()).isEqualTo(0.2);
        assertThat(scenario.load().at(300)).isEqualTo(3 * (1 + 0.5 * Math.sin(2 * Math.PI * 330 / 600)));
        assertThat(scenario.effects().get(0).errors()).isEqualTo(new Span(0.1, 0.2));
        assertThat(scenario.resets()).containsExactly(new CounterReset(Side.SOURCE, 100, new Span(0.2, 1)));
        assertThat(scenario.missing()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'eror': 1                              | scenario \"S\": unknown key \"eror\"; it may have about",
                "'healthy': 1                           | scenario \"S\": \"healthy\" must be true or false, and is 1",
                "'requestsPerSecond': -1                | scenario \"S\": \"requestsPerSecond\" must be from 0.001 to",
                "'errorRatio': '5 %'                    | \"errorRatio\" must be a number from 0 to 1, and is \"5 %\"",
                "'effects': {}                          | \"effects\" must be an array",
                "'effects': [{'on': 'north', 'errors': 1}] | scenario \"S\", effects[0]: \"on\" must be \"source\"",
                "'effects': [{'errors': 1}]             | effects[0]: \"on\" must be given, and is missing",
                "'effects': [{'on': 'both'}]            | effects[0]: \"errors\" must be given, or \"latencyFactor\"",
                "'effects': [{'on': 'both', 'errors': [0.2, 0.1]}] | must name the lower number first",
                "'effects': [{'on': 'both', 'errors': 2}] | \"errors\" must be from 0 to 1, and is 2",
                "'effects': [{'on': 'both', 'errors': 0.1, 'periodSeconds': 60}] | \"activeSeconds\" must be more than 0",
                "'effects': [{'on': 'both', 'errors': 0.1, 'fromSeconds': 9, 'untilSeconds': 9}] | must be after fromSeconds",
                "'effects': [{'on': 'both', 'errors': 1, 'randomly': {'every': 5}}] | effects[0], randomly: ",
                "'missingWindows': [{}]                 | missingWindows[0]: \"probability\" must be given",
                "'latency': {'medianMilliseconds': 0}   | scenario \"S\", latency: \"medianMilliseconds\" must be from"
            })
    void shouldSayWhatIsWrongWhereAndWhatWouldBeRight(String words, String why) {
        String key = words.substring(0, words.indexOf(':'));
        String others = LEAST.replaceFirst(", " + key + ": [^,]+", "");
        assertThatThrownBy(() -> read(others + ", " + words))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void shouldReadTheExampleOfTheDocumentation() throws IOException {
        String page = Files.readString(Path.of("docs/bench.md"));
        int start = page.indexOf("```json") + "```json".length();

        assertThat(ScenarioReader.read(page.substring(start, page.indexOf("```", start))))
                .hasSize(1);
    }

    @Test
    void shouldRefuseWhatIsNoListOfScenarios() {
        assertThatThrownBy(() -> ScenarioReader.read("{}")).hasMessageContaining("must be a JSON array");
        assertThatThrownBy(() -> ScenarioReader.read("[{")).hasMessageContaining("not JSON");
        assertThatThrownBy(() -> ScenarioReader.read("[3]")).hasMessageContaining("at place 1 must be an object");
        assertThatThrownBy(() -> ScenarioReader.read("[{'healthy': true}]".replace('\'', '"')))
                .hasMessageContaining("at place 1: \"name\" must be given");
        assertThatThrownBy(() -> read(LEAST + ", 'errorRatio': 1")).hasMessageContaining("Duplicate field");
        String twice = "[{%s}, {%s}]".formatted(LEAST, LEAST).replace('\'', '"');
        assertThatThrownBy(() -> ScenarioReader.read(twice)).hasMessageContaining("different for each");
    }

    private static Scenario read(String words) {
        List<Scenario> scenarios = ScenarioReader.read(("[{" + words + "}]").replace('\'', '"'));
        return scenarios.get(0);
    }
}
