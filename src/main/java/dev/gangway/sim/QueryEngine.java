package dev.gangway.sim;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/** Answers queries from scrapes, in the JSON of Prometheus' HTTP API. */
final class QueryEngine {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ScrapeStore scrapes;
    private final Map<String, String> target;

    /**
     * Answers for the one target that is scraped.
     *
     * @param target its {@code job} and {@code instance} labels
     */
    QueryEngine(ScrapeStore scrapes, Map<String, String> target) {
        this.scrapes = scrapes;
        this.target = Map.copyOf(target);
    }

    /** The {@code data} of the answer. Every value of a sample passes through {@code values}. */
    ObjectNode evaluate(PromQuery query, Instant time, DoubleUnaryOperator values) {
        if (query instanceof PromQuery.Samples samples) {
            return samples(samples, time, values);
        }
        if (query instanceof PromQuery.Count count) {
            return count(count, time, values);
        }
        if (query instanceof PromQuery.Growth growth) {
            return growth(growth, time, values);
        }
        ObjectNode data = data("scalar");
        ArrayNode point = data.withArray("/result");
        point.add(seconds(time)).add(seconds(time).toPlainString());
        return data;
    }

    private ObjectNode samples(PromQuery.Samples query, Instant time, DoubleUnaryOperator values) {
        Map<Series, ArrayNode> points = new LinkedHashMap<>();
        for (ScrapeStore.Scrape scrape : scrapes.within(query.range(), time)) {
            withUp(scrape).forEach((series, value) -> {
                if (query.selector().matches().test(series)) {
                    points.computeIfAbsent(series, added -> JSON.createArrayNode())
                            .add(point(scrape.time(), values.applyAsDouble(value)));
                }
            });
        }
        ObjectNode data = data("matrix");
        points.forEach((series, samples) -> {
            ObjectNode entry = data.withArray("/result").addObject();
            ObjectNode metric = entry.putObject("metric").put("__name__", series.name());
            series.with(series.name(), target).labels().forEach((label, value) -> {
                if (!value.isEmpty()) {
                    metric.put(label, value);
                }
            });
            entry.set("values", samples);
        });
        return data;
    }

    private ObjectNode count(PromQuery.Count query, Instant time, DoubleUnaryOperator values) {
        long found = scrapes.last(query.range(), time.minus(query.offset())).stream()
                .flatMap(scrape -> withUp(scrape).keySet().stream())
                .filter(query.selector().matches())
                .count();
        ObjectNode data = data("vector");
        if (found > 0) {
            add(data, Map.of(), time, values.applyAsDouble((double) found));
        }
        return data;
    }

    private ObjectNode growth(PromQuery.Growth query, Instant time, DoubleUnaryOperator values) {
        Map<Map<String, String>, Double> sums = new LinkedHashMap<>();
        Optional<ScrapeStore.Scrape> last = scrapes.last(query.range(), time);
        Optional<ScrapeStore.Scrape> before = scrapes.last(query.range(), time.minus(query.offset()));
        // There is one target, so if there is no scrape before, nobody watched then and nothing can be said.
        if (last.isPresent() && before.isPresent()) {
            Counters.Snapshot now = last.get().counters();
            Counters.Snapshot then = before.get().counters();
            for (int place = 0; place < now.series().size(); place++) {
                Series series = now.series().get(place);
                if (query.selector().matches().test(series)) {
                    double grown = now.value(place) - (then.has(place) ? then.value(place) : 0);
                    sums.merge(group(series, query.by()), grown, Double::sum);
                }
            }
        }
        ObjectNode data = data("vector");
        sums.forEach((labels, sum) -> add(data, labels, time, values.applyAsDouble(sum)));
        return data;
    }

    private Map<String, String> group(Series series, List<String> by) {
        Map<String, String> labels = new TreeMap<>();
        for (String label : by) {
            String value = target.getOrDefault(label, series.label(label));
            if (!value.isEmpty()) {
                labels.put(label, value);
            }
        }
        return labels;
    }

    private static Map<Series, Double> withUp(ScrapeStore.Scrape scrape) {
        Map<Series, Double> values = new LinkedHashMap<>();
        values.put(new Series("up", Map.of()), 1.0);
        for (int place = 0; place < scrape.counters().series().size(); place++) {
            values.put(scrape.counters().series().get(place), scrape.counters().value(place));
        }
        return values;
    }

    private static void add(ObjectNode data, Map<String, String> labels, Instant time, double value) {
        ObjectNode entry = data.withArray("/result").addObject();
        ObjectNode metric = entry.putObject("metric");
        labels.forEach(metric::put);
        entry.set("value", point(time, value));
    }

    private static ArrayNode point(Instant time, double value) {
        return JSON.createArrayNode().add(seconds(time)).add(Numbers.text(value));
    }

    private static ObjectNode data(String resultType) {
        ObjectNode data = JSON.createObjectNode().put("resultType", resultType);
        data.putArray("result");
        return data;
    }

    private static BigDecimal seconds(Instant time) {
        return BigDecimal.valueOf(time.toEpochMilli(), 3);
    }

    /** Reads Prometheus' {@code time} parameter: seconds since 1970, or RFC 3339. Throws IllegalArgumentException. */
    static Instant time(String text) {
        try {
            return Instant.EPOCH.plus(
                    Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValue()));
        } catch (NumberFormatException notSeconds) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("cannot parse \"" + text + "\" to a valid timestamp", e);
            }
        }
    }
}
