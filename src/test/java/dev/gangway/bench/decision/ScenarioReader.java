package dev.gangway.bench.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads scenarios in the words that docs/bench.md explains. */
final class ScenarioReader {
    private static final double DAY_SECONDS = 86_400;
    private static final double TICKS_PER_HOUR = 3600.0 / Tick.SECONDS;

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ScenarioReader() {}

    /** Throws IllegalArgumentException that says what is wrong, where, and what would be right. */
    static List<Scenario> read(String json) {
        JsonNode root;
        try {
            root = STRICT.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The scenarios are not JSON: " + e.getOriginalMessage() + place(e), e);
        }
        if (!root.isArray() || root.isEmpty()) {
            throw new IllegalArgumentException(
                    "The scenarios must be a JSON array of objects, like [{\"name\": ...}, ...]");
        }
        List<Scenario> scenarios = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode node : root) {
            Fields fields = new Fields(place(node, scenarios.size()), node);
            Scenario scenario = scenario(fields);
            fields.refuseOthers();
            if (!names.add(scenario.name())) {
                throw fields.refused("name", "must be different for each scenario");
            }
            scenarios.add(scenario);
        }
        return List.copyOf(scenarios);
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
    }

    private static String place(JsonNode node, int index) {
        return node.path("name").isTextual() ? "scenario " + node.get("name") : "the scenario at place " + (index + 1);
    }

    private static Scenario scenario(Fields fields) {
        if (fields.has("about")) {
            fields.text("about");
        }
        Scenario scenario = new Scenario(
                fields.text("name"),
                fields.requiredFlag("healthy"),
                fields.number("requestsPerSecond", 0.001, 1_000_000),
                fields.number("errorRatio", 0, 1),
                fields.number("errorNoise", 0, 0, 2),
                fields.number("latencyNoise", 0.05, 0, 2),
                fields.object("latency", ScenarioReader::latency).orElse(Latency.USUAL),
                fields.object("load", ScenarioReader::load).orElse(Load.STEADY),
                (int) Math.round(TICKS_PER_HOUR * fields.number("historyHours", 1, 0, 168)),
                fields.flag("countsSlow", false),
                fields.objects("effects", EffectReader::effect),
                fields.objects("counterResets", ScenarioReader::reset),
                fields.objects("missingWindows", ScenarioReader::missing));
        if (scenario.effects().stream()
                        .mapToInt(Effect::delaySeconds)
                        .filter(delay -> delay > 0)
                        .distinct()
                        .count()
                > 1) {
            throw fields.refused("effects", "may have only one \"delaySeconds\" between them");
        }
        return scenario;
    }

    private static Latency latency(Fields fields) {
        Latency.Mode first = mode(fields);
        Optional<Second> second =
                fields.object("second", inner -> new Second(inner.number("share", 0, 1), mode(inner)));
        return second.map(other -> new Latency(first, other.share(), other.mode()))
                .orElseGet(() -> new Latency(first, 0, first));
    }

    private record Second(double share, Latency.Mode mode) {}

    private static Latency.Mode mode(Fields fields) {
        return Latency.Mode.of(
                fields.number("medianMilliseconds", 0.01, 3_600_000), fields.number("spread", 0.7, 0.01, 5));
    }

    private static Load load(Fields fields) {
        Optional<Load> sine = fields.object(
                "sine",
                inner -> new Load(
                        inner.number("amplitude", 0, 1),
                        inner.number("periodSeconds", Tick.SECONDS, 7 * DAY_SECONDS),
                        inner.number("phaseSeconds", 0, -DAY_SECONDS, DAY_SECONDS),
                        List.of()));
        List<Load.Step> steps = fields.objects(
                "steps",
                inner -> new Load.Step(
                        inner.number("fromSeconds", -DAY_SECONDS, 3600),
                        inner.number("untilSeconds", Double.POSITIVE_INFINITY, -DAY_SECONDS, DAY_SECONDS),
                        inner.number("factor", 0, 1000)));
        Load wave = sine.orElse(Load.STEADY);
        return new Load(wave.amplitude(), wave.periodSeconds(), wave.phaseSeconds(), steps);
    }

    private static CounterReset reset(Fields fields) {
        return new CounterReset(
                fields.side("on"),
                fields.number("everySeconds", Tick.SECONDS, DAY_SECONDS),
                fields.span("lost", new Span(0, 1), 0, 1));
    }

    private static Scenario.Missing missing(Fields fields) {
        Timing timing = EffectReader.timing(fields);
        if (timing.isConstant() && !fields.has("probability")) {
            throw fields.refused("probability", "must be given where no time is");
        }
        return new Scenario.Missing(timing, fields.number("probability", 1, 0, 1));
    }
}
