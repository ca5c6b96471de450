package dev.gangway.adapter.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.real.PromTool;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The alerting rules against the meters that there are. */
class AlertingRulesTest {
    private static final Pattern METRIC = Pattern.compile("gangway_[a-z_]+");
    private static final Pattern GROUPING = Pattern.compile("by \\(([^)]*)\\)");
    private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");

    private final Map<String, Set<String>> metrics = Exposition.ofEveryMeter().labelsByMetric();
    private final List<JsonNode> rules = new ArrayList<>();

    AlertingRulesTest() throws IOException {
        String text = Files.readString(Path.of("grafana", "gangway-alerts.yaml"));
        Serialization.unmarshal(text, JsonNode.class).path("groups").forEach(group -> group.path("rules")
                .forEach(rules::add));
    }

    @Test
    void shouldAskForMetricsAndLabelsThatThereAre() {
        assertThat(rules).isNotEmpty().allSatisfy(rule -> {
            String expression = rule.path("expr").asText();
            String metric = METRIC.matcher(expression)
                    .results()
                    .findFirst()
                    .orElseThrow()
                    .group();
            assertThat(metrics).containsKey(metric);
            List<String> grouping = grouping(rule);
            assertThat(metrics.get(metric)).containsAll(grouping);
            assertThat(LABEL.matcher(rule.path("annotations").path("summary").asText())
                            .results())
                    .extracting(label -> label.group(1))
                    .as("the labels that the summary names")
                    .containsExactlyInAnyOrderElementsOf(grouping);
        });
    }

    /** Gangway's own webhook may get them too: they must not move the shift that they are about. */
    @Test
    void shouldHaveASeverityThatNeitherPausesNorRollsBackTheShiftThatTheyAreAbout() {
        assertThat(rules)
                .filteredOn(rule -> !grouping(rule).isEmpty())
                .extracting(rule -> rule.path("labels").path("severity").asText())
                .isNotEmpty()
                .containsOnly("info");
    }

    @Test
    void shouldBeRulesToPrometheusAndFireWhenTheirTestsSay() {
        PromTool.assumeInstalled();
        PromTool.run(Path.of("grafana"), "check", "rules", "gangway-alerts.yaml");
        PromTool.run(Path.of("src", "test", "resources", "alerts"), "test", "rules", "gates.yaml");
    }

    /** Each must say where to go on. */
    @Test
    void shouldEachHaveItsPlaceInTheRunbook() throws IOException {
        String runbook = Files.readString(Path.of("docs", "runbook.md"));

        assertThat(rules).extracting(rule -> rule.path("alert").asText()).allSatisfy(alert -> assertThat(runbook)
                .contains(alert));
    }

    /** Without a grouping it is about no shift. */
    private static List<String> grouping(JsonNode rule) {
        return GROUPING.matcher(rule.path("expr").asText())
                .results()
                .findFirst()
                .map(found -> List.of(found.group(1).split(", ?")))
                .orElse(List.of());
    }
}
