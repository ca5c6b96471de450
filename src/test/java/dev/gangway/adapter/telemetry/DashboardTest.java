package dev.gangway.adapter.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The Grafana dashboard against the meters that there are. */
class DashboardTest {
    private static final Pattern METRIC = Pattern.compile("gangway_[a-z_]+");
    private static final Pattern SELECTOR = Pattern.compile("(gangway_[a-z_]+)\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*[=!]");
    private static final Pattern GROUPING = Pattern.compile("by \\(([^)]*)\\) \\([^g]*(gangway_[a-z_]+)");
    private static final String SOURCE_COLOUR = "#C27C00";
    private static final String DESTINATION_COLOUR = "#0072B2";

    private final Map<String, Set<String>> metrics = Exposition.ofEveryMeter().labelsByMetric();
    private final JsonNode dashboard;
    private final List<JsonNode> panels = new ArrayList<>();

    DashboardTest() throws IOException {
        dashboard = new ObjectMapper()
                .readTree(Path.of("grafana", "gangway-shifts.json").toFile());
        for (JsonNode panel : dashboard.path("panels")) {
            if (!panel.path("type").asText().equals("row")) {
                panels.add(panel);
            }
        }
    }

    @Test
    void shouldAskOnlyForMetricsThatThereAre() {
        Set<String> used = expressions().stream()
                .flatMap(expression -> METRIC.matcher(expression).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(used).hasSizeGreaterThan(10).isSubsetOf(metrics.keySet());
    }

    @Test
    void shouldDrawEveryLimitBesideItsValue() {
        assertThat(panels)
                .filteredOn(panel -> panel.path("targets").findValuesAsText("expr").stream()
                        .anyMatch(expression -> expression.contains("_limit{")))
                .hasSize(3)
                .allSatisfy(panel -> assertThat(panel.path("targets").findValuesAsText("expr"))
                        .as(panel.path("title").asText())
                        .anyMatch(expression -> expression.contains("_destination{")
                                || expression.contains("gangway_shift_harm_evidence{")));
    }

    @Test
    void shouldSelectAndGroupByLabelsThatTheMetricsHave() {
        for (String expression : expressions()) {
            SELECTOR.matcher(expression).results().forEach(selector -> assertThat(
                            LABEL.matcher(selector.group(2)).results())
                    .as(expression)
                    .extracting(label -> label.group(1))
                    .isSubsetOf(metrics.get(selector.group(1))));
            GROUPING.matcher(expression)
                    .results()
                    .filter(grouping -> !grouping.group().contains("label_replace"))
                    .forEach(grouping -> assertThat(grouping.group(1).split(", ?"))
                            .as(expression)
                            .isSubsetOf(metrics.get(grouping.group(2))));
        }
    }

    @Test
    void shouldAskTheQuestionsInTheirOrder() {
        assertThat(dashboard.path("panels"))
                .filteredOn(panel -> panel.path("type").asText().equals("row"))
                .extracting(panel -> panel.path("title").asText())
                .containsExactly("Does anything need me?", "What moves?", "Is it healthy?", "Is Gangway healthy?");
    }

    @Test
    void shouldSayWhatEachPanelShows() {
        assertThat(panels).isNotEmpty().allSatisfy(panel -> {
            String title = panel.path("title").asText();
            assertThat(title).isNotBlank();
            assertThat(panel.path("description").asText()).as(title).isNotBlank();
            assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                    .as(title)
                    .isNotBlank();
            assertThat(panel.path("targets")).as(title).isNotEmpty();
        });
        assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
    }

    @Test
    void shouldReadTheDatasourceThatIsChosen() {
        assertThat(dashboard.findValues("datasource"))
                .allSatisfy(datasource ->
                        assertThat(datasource.path("uid").asText()).isEqualTo("${datasource}"));
        assertThat(dashboard.at("/templating/list"))
                .extracting(variable -> variable.path("name").asText())
                .startsWith("datasource", "namespace", "shift");
    }

    @Test
    void shouldGiveSourceAndDestinationOneColourEach() {
        assertThat(colours("gangway_shift_objective_source")).hasSize(2).containsOnly(SOURCE_COLOUR);
        assertThat(colours("gangway_shift_objective_destination")).hasSize(2).containsOnly(DESTINATION_COLOUR);
        assertThat(colours("\"source\", \"(.+)\"")).hasSize(1).containsOnly(SOURCE_COLOUR);
        assertThat(colours("\"destination\", \"(.+)\"")).hasSize(1).containsOnly(DESTINATION_COLOUR);
    }

    /** The colours of the queries that contain a text. */
    private List<String> colours(String text) {
        List<String> colours = new ArrayList<>();
        for (JsonNode panel : panels) {
            for (JsonNode target : panel.path("targets")) {
                if (target.path("expr").asText().contains(text)) {
                    colours.add(colour(panel, target.path("refId").asText()));
                }
            }
        }
        return colours;
    }

    private static String colour(JsonNode panel, String query) {
        for (JsonNode override : panel.at("/fieldConfig/overrides")) {
            if (override.at("/matcher/options").asText().equals(query)) {
                return override.findPath("fixedColor").asText();
            }
        }
        return "none";
    }

    private List<String> expressions() {
        List<String> expressions = new ArrayList<>(dashboard.findValuesAsText("expr"));
        expressions.addAll(dashboard.findValuesAsText("definition"));
        return expressions;
    }
}
