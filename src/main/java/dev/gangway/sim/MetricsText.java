package dev.gangway.sim;

import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Counters as a target shows them to a Prometheus that scrapes it. */
final class MetricsText {
    /** The content type of the text format. */
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final String DURATION = "istio_request_duration_milliseconds";

    private MetricsText() {}

    static String render(Counters.Snapshot counters) {
        Map<String, StringBuilder> families = new TreeMap<>();
        for (int place = 0; place < counters.series().size(); place++) {
            Series series = counters.series().get(place);
            families.computeIfAbsent(family(series.name()), MetricsText::header)
                    .append(series.name())
                    .append(labels(series.labels()))
                    .append(' ')
                    .append(Numbers.text(counters.value(place)))
                    .append('\n');
        }
        return String.join("", families.values());
    }

    private static String family(String name) {
        return name.startsWith(DURATION) ? DURATION : name;
    }

    private static StringBuilder header(String family) {
        String type = family.equals(DURATION) ? "histogram" : "counter";
        return new StringBuilder("# TYPE " + family + " " + type + "\n");
    }

    private static String labels(Map<String, String> labels) {
        StringJoiner joined = new StringJoiner(",", "{", "}");
        labels.forEach((name, value) ->
                joined.add(name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"'));
        return joined.toString();
    }
}
