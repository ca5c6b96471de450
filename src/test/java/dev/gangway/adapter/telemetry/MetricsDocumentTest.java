package dev.gangway.adapter.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/metrics.md against the meters that there are. */
class MetricsDocumentTest {
    private static final Pattern ROW = Pattern.compile(
            "^\\| `(?<name>gangway_\\w+)` \\| [^|]+ \\|(?<labels>[^|]*)\\| [^|]+ \\| [^|]+ \\|$", Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("`(\\w+)`");

    @Test
    void shouldNameEveryMetricWithItsLabels() throws IOException {
        Map<String, Set<String>> documented = new TreeMap<>();
        ROW.matcher(Files.readString(Path.of("docs", "metrics.md")))
                .results()
                .forEach(row -> documented.put(row.group(1), words(row.group(2))));

        assertThat(documented).isEqualTo(families());
    }

    /** A timer is several metrics to Prometheus, and one line to people. */
    private static Map<String, Set<String>> families() {
        Map<String, Set<String>> families = new TreeMap<>();
        Exposition.ofEveryMeter().labelsByMetric().forEach((name, labels) -> families.computeIfAbsent(
                        name.replaceFirst("_(bucket|sum|count|max)$", ""), family -> new TreeSet<>())
                .addAll(labels));
        families.values().forEach(labels -> labels.remove("le"));
        return families;
    }

    private static Set<String> words(String text) {
        return WORD.matcher(text)
                .results()
                .map((MatchResult word) -> word.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
