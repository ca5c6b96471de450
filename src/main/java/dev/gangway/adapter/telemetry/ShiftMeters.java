package dev.gangway.adapter.telemetry;

import dev.gangway.control.ShiftRecord;
import dev.gangway.control.ShiftState;
import dev.gangway.domain.analysis.Finding;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.traffic.TrafficSplit;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The meters of one shift. A gauge whose subject is gone reads NaN, which Prometheus draws as a gap. */
final class ShiftMeters {
    private final MeterRegistry registry;
    private final Map<String, Meter> meters = new ConcurrentHashMap<>();
    private volatile ShiftRecord latest;

    ShiftMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    static Tags tags(ShiftId id) {
        return Tags.of("namespace", id.namespace(), "shift", id.name());
    }

    /** Shows the shift as it is now. */
    void update(ShiftRecord shift) {
        boolean moved = latest == null
                || latest.state().phase().kind() != shift.state().phase().kind();
        latest = shift;
        if (moved) {
            showPhase();
        }
        gauge("gangway.shift.weight.wanted", Tags.empty(), () -> share(wanted()));
        shift.state()
                .standing()
                .keySet()
                .forEach(cluster -> gauge(
                        "gangway.shift.weight",
                        Tags.of("cluster", cluster.value()),
                        () -> latest.state().standing().containsKey(cluster)
                                ? share(latest.state().standing().get(cluster))
                                : Double.NaN));
        for (Finding finding : shift.state().findings()) {
            showObjective(finding.objective());
        }
        if (shift.state().phase().kind().isJudged()) {
            count(shift.state().verdict());
        }
    }

    /** Takes all meters of the shift away. */
    void remove() {
        meters.values().forEach(registry::remove);
        meters.clear();
    }

    private void count(Verdict verdict) {
        Tags tags = tags(latest.id()).and("verdict", verdict.name().toLowerCase(Locale.ROOT));
        meters.put("verdicts" + verdict, registry.counter("gangway.shift.verdicts", tags));
        registry.counter("gangway.shift.verdicts", tags).increment();
    }

    private void showPhase() {
        Meter before = meters.remove("phase");
        if (before != null) {
            registry.remove(before);
        }
        Tags tags = tags(latest.id())
                .and("service", latest.plan().service().name())
                .and("source", latest.plan().source().value())
                .and("destination", latest.plan().destination().value())
                .and("phase", latest.state().phase().kind().title());
        meters.put(
                "phase",
                Gauge.builder("gangway.shift.phase", () -> 1)
                        .tags(tags)
                        .strongReference(true)
                        .register(registry));
    }

    private void showObjective(Finding.Objective objective) {
        Tags tag = Tags.of("objective", objective.name().toLowerCase(Locale.ROOT));
        gauge("gangway.shift.objective.destination", tag, () -> value(objective, Finding::destination));
        gauge("gangway.shift.objective.source", tag, () -> value(objective, Finding::source));
        gauge("gangway.shift.objective.limit", tag, () -> value(objective, Finding::limit));
    }

    private double value(Finding.Objective objective, Function<Finding, OptionalDouble> part) {
        return latest.state().findings().stream()
                .filter(finding -> finding.objective() == objective)
                .map(part)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .findFirst()
                .orElse(Double.NaN);
    }

    private void gauge(String name, Tags extra, Supplier<Number> value) {
        meters.computeIfAbsent(name + extra.stream().toList(), key -> Gauge.builder(name, value)
                .tags(tags(latest.id()).and(extra))
                .strongReference(true)
                .register(registry));
    }

    private TrafficSplit wanted() {
        return ShiftState.wanted(latest.state().phase(), latest.plan());
    }

    private static double share(TrafficSplit split) {
        return split.toDestination().permille() / 1000.0;
    }
}
