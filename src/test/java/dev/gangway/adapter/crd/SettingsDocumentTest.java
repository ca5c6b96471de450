package dev.gangway.adapter.crd;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.gangway.domain.analysis.FailureCriteria;
import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.shift.Pacing;
import dev.gangway.domain.shift.Precautions;
import dev.gangway.domain.traffic.Ladder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/configuration.md and the descriptions in the definitions against the settings and defaults that there are. */
class SettingsDocumentTest {
    private static final Pattern ROW = Pattern.compile(
            "^\\| `((?:pacing|objectives|capacity)\\.\\w+|steps)` \\| ([^|]+) \\|[^|]*\\| [^|]+ \\|$",
            Pattern.MULTILINE);

    @Test
    void shouldNameEverySettingWithItsDefault() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        ROW.matcher(Files.readString(Path.of("docs", "configuration.md")))
                .results()
                .forEach(row -> documented.put(row.group(1), row.group(2)));

        assertThat(documented).isEqualTo(new TreeMap<>(defaults()));
    }

    @Test
    void shouldKnowTheDefaultOfEverySetting() {
        assertThat(defaults().keySet())
                .contains(names("pacing.", PacingSpec.class))
                .contains(names("objectives.", ObjectivesSpec.class))
                .contains(names("capacity.", CapacitySpec.class))
                .hasSize(1
                        + CapacitySpec.class.getRecordComponents().length
                        + PacingSpec.class.getRecordComponents().length
                        + ObjectivesSpec.class.getRecordComponents().length);
    }

    @Test
    void shouldSayTheDefaultsInTheDefinitions() throws NoSuchFieldException {
        for (var setting : defaults().entrySet()) {
            if (setting.getValue().matches("[0-9.]+|Evidence|false")) {
                String field = setting.getKey().replaceFirst(".*\\.", "");
                Class<?> spec =
                        switch (setting.getKey().replaceFirst("\\..*", "")) {
                            case "pacing" -> PacingSpec.class;
                            case "capacity" -> CapacitySpec.class;
                            default -> ObjectivesSpec.class;
                        };
                assertThat(spec.getDeclaredField(field)
                                .getAnnotation(JsonPropertyDescription.class)
                                .value())
                        .as(setting.getKey())
                        .containsIgnoringCase("default " + setting.getValue() + ".");
            }
        }
    }

    private static Map<String, String> defaults() {
        Objectives objectives = Objectives.DEFAULT;
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put(
                "steps",
                Ladder.DEFAULT.rungs().stream()
                        .map(rung -> rung.percent().toPlainString())
                        .collect(joining(", ")));
        defaults.put("pacing.propagationSeconds", seconds(Pacing.DEFAULT.propagation()));
        defaults.put("pacing.soakSeconds", seconds(Pacing.DEFAULT.soak()));
        defaults.put("pacing.maxSoakSeconds", seconds(objectives.risk().maximumSoak()));
        defaults.put("pacing.bakeSeconds", seconds(Pacing.DEFAULT.bake()));
        defaults.put("pacing.watchSeconds", seconds(Pacing.DEFAULT.watch()));
        defaults.put("pacing.pace", objectives.risk().pace() == Objectives.Pace.EVIDENCE ? "Evidence" : "Interval");
        defaults.put("pacing.intervalSeconds", seconds(PacingMapping.INTERVAL));
        defaults.put("pacing.metricsBudgetSeconds", seconds(Pacing.DEFAULT.metricsBudget()));
        defaults.put("objectives.maxErrorRatio", number(objectives.errors().maximum()));
        defaults.put("objectives.errorFactor", number(objectives.errors().factor()));
        defaults.put("objectives.errorMargin", number(objectives.errors().margin()));
        defaults.put(
                "objectives.errorCodes",
                FailureCriteria.DEFAULT.codes().stream()
                        .sorted(Comparator.reverseOrder())
                        .map(code -> '"' + code + '"')
                        .collect(joining(", ")));
        defaults.put(
                "objectives.grpcErrorStatuses",
                FailureCriteria.DEFAULT.grpcStatuses().stream()
                        .sorted()
                        .map(String::valueOf)
                        .collect(joining(", ")));
        defaults.put("objectives.latencyQuantile", number(objectives.latency().quantile()));
        defaults.put("objectives.maxLatencyMillis", number(objectives.latency().maximumMillis()));
        defaults.put("objectives.latencyFactor", number(objectives.latency().factor()));
        defaults.put(
                "objectives.latencyAllowanceMillis", number(objectives.latency().allowanceMillis()));
        defaults.put("objectives.minimumRequests", number(objectives.risk().minimumRequests()));
        defaults.put("objectives.falseRollbackRate", number(objectives.risk().falseRollbacks()));
        defaults.put("objectives.exposureBudget", number(objectives.risk().exposureBudget()));
        defaults.put("capacity.podRatio", Precautions.DEFAULT.podRatio().toPlainString());
        defaults.put("capacity.prewarm", String.valueOf(Precautions.DEFAULT.prewarm()));
        return defaults;
    }

    private static String[] names(String prefix, Class<? extends Record> spec) {
        return Arrays.stream(spec.getRecordComponents())
                .map(component -> prefix + component.getName())
                .toArray(String[]::new);
    }

    private static String seconds(Duration duration) {
        return String.valueOf(duration.toSeconds());
    }

    private static String number(double value) {
        return Numbers.written(value).toPlainString();
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "none";
    }
}
