package dev.gangway.sim;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;

/** Answers queries from scrapes, in the JSON of Prometheus' HTTP API. */
final class QueryEngine {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Series UP = new Series("up", Map.of());
    private static final long MOST_STEPS = 11_000;
    /** How old a sample may be for Prometheus to take it for what is now. */
    private static final Duration STALENESS = Duration.ofMinutes(5);

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

    /** The {@code data} of the answer at one time. Every value of a sample passes through {@code values}. */
    ObjectNode evaluate(PromQuery query, Instant time, DoubleUnaryOperator values) {
        if (query instanceof PromQuery.Samples samples) {
            return samples(samples, time, values);
        }
        if (query instanceof PromQuery.Now) {
            ObjectNode data = data("scalar");
            ArrayNode point = data.withArray("/result");
            point.add(seconds(time)).add(seconds(time).toPlainString());
            return data;
        }
        ObjectNode data = data("vector");
        vectors(query, time).apply(time).forEach((labels, value) -> {
            ObjectNode entry = entry(data, labels);
            entry.set("value", point(time, values.applyAsDouble(value)));
        });
        return data;
    }

    /**
     * The {@code data} of the answer at each step from one time to another. Throws IllegalArgumentException for more steps than
     * Prometheus takes, and for a query of another type than a vector.
     */
    ObjectNode evaluate(PromQuery query, Instant start, Instant end, Duration step, DoubleUnaryOperator values) {
        if (step.isNegative() || step.isZero() || Duration.between(start, end).dividedBy(step) > MOST_STEPS) {
            throw new IllegalArgumentException(
                    "exceeded maximum resolution of " + MOST_STEPS + " points per timeseries, or no step at all");
        }
        var vectors = vectors(query, end);
        Map<Map<String, String>, ArrayNode> points = new LinkedHashMap<>();
        for (Instant time = start; !time.isAfter(end); time = time.plus(step)) {
            Instant now = time;
            vectors.apply(now)
                    .forEach((labels, value) -> points.computeIfAbsent(labels, added -> JSON.createArrayNode())
                            .add(point(now, values.applyAsDouble(value))));
        }
        ObjectNode data = data("matrix");
        points.forEach((labels, samples) -> entry(data, labels).set("values", samples));
        return data;
    }

    /** A query's values by labels at each time up to the last one. */
    private Function<Instant, Map<Map<String, String>, Double>> vectors(PromQuery query, Instant last) {
        if (query instanceof PromQuery.Count count) {
            return time -> count(count, time);
        }
        if (query instanceof PromQuery.Age) {
            return this::age;
        }
        if (query instanceof PromQuery.HoursWatched hours) {
            return time -> hoursWatched(hours, time);
        }
        if (query instanceof PromQuery.Growth growth) {
            GrowthSum sum = new GrowthSum(growth, known(growth.range(), last), target);
            return time -> sum.at(time, scrapes);
        }
        if (query instanceof PromQuery.Use use) {
            GrowthSum sum = GrowthSum.of(use, known(use.range(), last), target);
            return time -> sum.ofUse(time, scrapes, use.before());
        }
        throw new IllegalArgumentException("invalid expression type for range query, must be an instant vector");
    }

    private Map<Map<String, String>, Double> age(Instant time) {
        return scrapes.last(STALENESS, time)
                .map(scrape -> Map.of(
                        Map.<String, String>of(),
                        Duration.between(scrape.time(), time).toMillis() / 1000.0))
                .orElse(Map.of());
    }

    /** A series keeps its place, so what is there at the last time is all there is. */
    private List<Series> known(Duration range, Instant last) {
        return scrapes.last(range, last)
                .map(scrape -> scrape.counters().series())
                .orElse(List.of());
    }

    /** Prometheus evaluates the inner query at whole hours. */
    private Map<Map<String, String>, Double> hoursWatched(PromQuery.HoursWatched query, Instant time) {
        long watched = 0;
        Instant begin = time.minus(query.range());
        for (Instant hour = time.truncatedTo(ChronoUnit.HOURS);
                hour.isAfter(begin);
                hour = hour.minus(1, ChronoUnit.HOURS)) {
            watched += scrapes.last(STALENESS, hour).isPresent() ? 1 : 0;
        }
        return watched > 0 ? Map.of(Map.of(), (double) watched) : Map.of();
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

    private Map<Map<String, String>, Double> count(PromQuery.Count query, Instant time) {
        long found = scrapes.last(query.range(), time.minus(query.offset())).stream()
                .flatMap(QueryEngine::series)
                .filter(query.selector().matches())
                .count();
        return found > 0 ? Map.of(Map.of(), (double) found) : Map.of();
    }

    private static Stream<Series> series(ScrapeStore.Scrape scrape) {
        return Stream.concat(Stream.of(UP), scrape.counters().series().stream());
    }

    private static Map<Series, Double> withUp(ScrapeStore.Scrape scrape) {
        Map<Series, Double> values = new LinkedHashMap<>();
        values.put(UP, 1.0);
        for (int place = 0; place < scrape.counters().series().size(); place++) {
            values.put(scrape.counters().series().get(place), scrape.counters().value(place));
        }
        return values;
    }

    private static ObjectNode entry(ObjectNode data, Map<String, String> labels) {
        ObjectNode entry = data.withArray("/result").addObject();
        ObjectNode metric = entry.putObject("metric");
        labels.forEach(metric::put);
        return entry;
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
