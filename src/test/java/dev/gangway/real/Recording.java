package dev.gangway.real;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a Prometheus scraped in the past, written down by a test. */
public final class Recording {
    private final Map<String, Map<String, List<String>>> samples = new TreeMap<>();

    /** A target of job "pods" was scraped, or could not be. */
    public void up(Instant at, String instance, boolean up) {
        sample(at, "up", "job=\"pods\",instance=\"" + instance + "\"", up ? 1 : 0);
    }

    /** A target showed a value; a time after the one before it. */
    public void show(Instant at, String instance, String name, String labels, double value) {
        sample(at, name, labels + ",job=\"pods\",instance=\"" + instance + "\"", value);
    }

    private void sample(Instant at, String name, String labels, double value) {
        samples.computeIfAbsent(name, any -> new TreeMap<>())
                .computeIfAbsent(name + "{" + labels + "}", any -> new ArrayList<>())
                .add(" " + value + " " + at.toEpochMilli() / 1000 + "."
                        + String.format("%03d", at.toEpochMilli() % 1000));
    }

    /** In the format that promtool makes blocks from. */
    String openMetrics() {
        return samples.values().stream()
                .flatMap(series -> series.entrySet().stream())
                .flatMap(series -> series.getValue().stream().map(sample -> series.getKey() + sample))
                .map(line -> line + "\n")
                .collect(joining("", "", "# EOF\n"));
    }
}
