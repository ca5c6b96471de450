package dev.gangway.adapter.telemetry;

import dev.gangway.control.ShiftRecord;
import dev.gangway.control.ShiftState;
import dev.gangway.control.TrafficRouter.Outcome;
import dev.gangway.domain.analysis.Finding;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.TrafficSplit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The meters of one shift. A gauge whose subject is gone reads NaN, which Prometheus draws as a gap. Called by one thread at
 * a time.
 */
final class ShiftMeters {
    private final MeterRegistry registry;
    private final Tags identity;
    private final Set<Meter> meters = new HashSet<>();
    private final Map<Verdict, Counter> verdicts = new EnumMap<>(Verdict.class);
    private final Set<ClusterName> clusters = new HashSet<>();
    private final Set<Finding.Objective> objectives = EnumSet.noneOf(Finding.Objective.class);
    private Tags phase = Tags.empty();
    private volatile ShiftRecord latest;

    ShiftMeters(MeterRegistry registry, ShiftRecord shift) {
        this.registry = registry;
        this.identity = identity(shift.id());
        this.latest = shift;
    }

    /** Shows the shift as it is now. */
    void update(ShiftRecord shift) {
        boolean wasJudged = latest.state().phase().kind().isJudged();
        latest = shift;
        if (verdicts.isEmpty()) {
            showState();
        }
        showPhase();
        shift.state().standing().keySet().stream().filter(clusters::add).forEach(this::showWeight);
        shift.state().findings().stream()
                .map(Finding::objective)
                .filter(objectives::add)
                .forEach(this::showObjective);
        if (wasJudged) {
            verdicts.get(shift.state().verdict()).increment();
        }
    }

    /** What every shift has. Verdicts are there before one is counted: Prometheus sees no growth in a series that begins at 1. */
    private void showState() {
        gauge(
                "gangway.shift.weight.wanted",
                "The destination's share that is wanted",
                Tags.empty(),
                () -> share(ShiftState.wanted(latest.state().phase(), latest.plan())));
        gauge(
                "gangway.shift.metrics.lacking",
                "1 while the last reading of the metrics gave nothing to judge by",
                Tags.empty(),
                () -> latest.state().metricsProblem().isPresent() ? 1 : 0);
        gauge(
                "gangway.shift.not.in.force",
                "1 while clients send another share of their requests to the destination than the routes say",
                Tags.empty(),
                () -> latest.state().notInForce().isPresent() ? 1 : 0);
        gauge(
                "gangway.shift.contested",
                "1 while another writer puts routes back whenever they are written",
                Tags.empty(),
                () -> latest.state().isContested() ? 1 : 0);
        gauge(
                "gangway.shift.capacity.lacking",
                "1 while too few pods are ready for what comes next",
                Tags.empty(),
                () -> latest.state()
                        .capacity()
                        .shortage()
                        .map(shortage -> shortage.known() ? 1 : Double.NaN)
                        .orElse(0.0));
        for (Verdict verdict : Verdict.values()) {
            verdicts.put(verdict, counter(verdict));
        }
    }

    /** A cluster was written for the shift, or was not. */
    void applied(Outcome outcome) {
        boolean failed = outcome.failure().isPresent();
        Tags tags = identity.and("cluster", outcome.cluster().value());
        Timer timer = Timer.builder("gangway.apply")
                .description("Time to make one cluster show what one shift wants")
                .tags(tags.and("outcome", failed ? "failed" : "ok"))
                .register(registry);
        meters.add(timer);
        timer.record(outcome.took());
        Counter failures = Counter.builder("gangway.apply.failures")
                .description("Clusters that could not be made to show what a shift wants")
                .tags(tags)
                .register(registry);
        meters.add(failures);
        failures.increment(failed ? 1 : 0);
    }

    /** Takes all meters of the shift away. */
    void remove() {
        meters.forEach(registry::remove);
        meters.clear();
    }

    private void showPhase() {
        Tags now = identity.and("service", latest.plan().service().name())
                .and("source", latest.plan().source().value())
                .and("destination", latest.plan().destination().value())
                .and("phase", latest.state().phase().kind().title());
        if (now.equals(phase)) {
            return;
        }
        Meter next = Gauge.builder("gangway.shift.phase", () -> 1)
                .description("1 for the phase that the shift is in")
                .tags(now)
                .strongReference(true)
                .register(registry);
        meters.stream()
                .filter(meter -> meter.getId().getName().equals("gangway.shift.phase"))
                .toList()
                .forEach(before -> {
                    registry.remove(before);
                    meters.remove(before);
                });
        meters.add(next);
        phase = now;
    }

    private void showWeight(ClusterName cluster) {
        gauge(
                "gangway.shift.weight",
                "The destination's share that the cluster's routes show",
                Tags.of("cluster", cluster.value()),
                () -> latest.state().standing().containsKey(cluster)
                        ? share(latest.state().standing().get(cluster))
                        : Double.NaN);
    }

    private void showObjective(Finding.Objective objective) {
        Tags tag = Tags.of("objective", objective.name().toLowerCase(Locale.ROOT));
        gauge(
                "gangway.shift.objective.destination",
                "What was seen of the destination",
                tag,
                () -> value(objective, Finding::destination));
        gauge(
                "gangway.shift.objective.source",
                "What was seen of the source",
                tag,
                () -> value(objective, Finding::source));
        gauge(
                "gangway.shift.objective.limit",
                "What the destination may not exceed",
                tag,
                () -> value(objective, Finding::limit));
        gauge(
                "gangway.shift.harm.evidence",
                "How much better harm explains what was seen than none does, as odds to 1",
                tag,
                () -> value(objective, finding -> OptionalDouble.of(finding.evidence())));
        gauge(
                "gangway.shift.harm.evidence.limit",
                "The odds that roll back",
                tag,
                () -> value(objective, finding -> OptionalDouble.of(finding.evidenceLimit())));
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

    private Counter counter(Verdict verdict) {
        Counter counter = Counter.builder("gangway.shift.verdicts")
                .description("Turns that began in a judged phase, by the verdict at their end")
                .tags(identity.and("verdict", verdict.name().toLowerCase(Locale.ROOT)))
                .register(registry);
        meters.add(counter);
        return counter;
    }

    private void gauge(String name, String description, Tags extra, Supplier<Number> value) {
        meters.add(Gauge.builder(name, value)
                .description(description)
                .tags(identity.and(extra))
                .strongReference(true)
                .register(registry));
    }

    private static Tags identity(ShiftId id) {
        return Tags.of("namespace", id.namespace(), "shift", id.name());
    }

    private static double share(TrafficSplit split) {
        return split.toDestination().permille() / 1000.0;
    }
}
