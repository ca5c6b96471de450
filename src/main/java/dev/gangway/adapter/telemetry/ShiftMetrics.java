package dev.gangway.adapter.telemetry;

import dev.gangway.adapter.telemetry.ShiftMetric.Value;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.ShiftState;
import dev.gangway.domain.analysis.Finding;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Hold;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.TrafficSplit;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The metrics of shifts. What is not known now and was before reads NaN, which Prometheus draws as a gap. */
final class ShiftMetrics {
    private final CollectorRegistry registry;
    private final Supplier<Collection<ShiftMeter>> shifts;

    private ShiftMetrics(CollectorRegistry registry, Supplier<Collection<ShiftMeter>> shifts) {
        this.registry = registry;
        this.shifts = shifts;
    }

    /** From now on the registry has them of the shifts that there are. */
    static void register(CollectorRegistry registry, Supplier<Collection<ShiftMeter>> shifts) {
        ShiftMetrics metrics = new ShiftMetrics(registry, shifts);
        metrics.ofPhases();
        metrics.ofTroubles();
        metrics.ofObjectives();
        metrics.ofVerdicts();
        metrics.ofWrites();
    }

    private void ofPhases() {
        metric(
                "phase",
                Collector.Type.GAUGE,
                "1 for the phase that the shift is in",
                List.of("service", "source", "destination", "phase"),
                shift -> Stream.of(phase(shift.latest())));
        gauge(
                "weight_wanted",
                "The destination's share that is wanted",
                shift -> Value.of(share(ShiftState.wanted(
                        shift.latest().state().phase(), shift.latest().plan()))));
        metric(
                "weight",
                Collector.Type.GAUGE,
                "The destination's share that the cluster's routes show",
                List.of("cluster"),
                shift -> shift.clusters().stream().map(cluster -> weight(shift.latest(), cluster)));
    }

    private void ofTroubles() {
        gauge(
                "metrics_lacking",
                "1 while the last reading of the metrics gave nothing to judge by",
                shift -> Value.of(shift.latest().state().metricsProblem().isPresent()));
        gauge(
                "not_in_force",
                "1 while clients send another share of their requests to the destination than the routes say",
                shift -> Value.of(shift.latest().state().notInForce().isPresent()));
        metric(
                "held",
                Collector.Type.GAUGE,
                "1 while evidence would let the shift go on and this does not",
                List.of("by"),
                shift -> Arrays.stream(Hold.Kind.values()).map(kind -> held(shift.latest(), kind)));
        gauge(
                "contested",
                "1 while another writer puts routes back whenever they are written",
                shift -> Value.of(shift.latest().state().isContested()));
        gauge("capacity_lacking", "1 while too few pods are ready for what comes next", shift -> shift.latest()
                .state()
                .capacity()
                .shortage()
                .map(shortage -> Value.of(shortage.known() ? 1 : Double.NaN))
                .orElse(Value.of(0)));
    }

    private void ofObjectives() {
        objective("objective_destination", "What was seen of the destination", Finding::destination);
        objective("objective_source", "What was seen of the source", Finding::source);
        objective("objective_limit", "What the destination may not exceed", Finding::limit);
        objective(
                "harm_evidence",
                "How much better harm explains what was seen than none does, as odds to 1",
                finding -> OptionalDouble.of(finding.evidence()));
        objective(
                "harm_evidence_limit",
                "The odds that roll back",
                finding -> OptionalDouble.of(finding.evidenceLimit()));
    }

    /** Each verdict is there before one is counted: Prometheus sees no growth in a series that begins at 1. */
    private void ofVerdicts() {
        metric(
                "verdicts_total",
                Collector.Type.COUNTER,
                "Turns that began in a judged phase, by the verdict at their end",
                List.of("verdict"),
                shift -> Arrays.stream(Verdict.values())
                        .map(verdict -> Value.of(
                                (double) shift.turns(verdict), verdict.name().toLowerCase(Locale.ROOT))));
    }

    private void ofWrites() {
        String help = "Time to make one cluster show what one shift wants";
        List<String> labels = List.of("cluster", "outcome");
        register("gangway_apply_seconds", Collector.Type.SUMMARY, help, labels, shift -> times(shift)
                .flatMap(times -> Stream.of(
                        new Value("_count", times.labels(), (double) times.of().count()),
                        new Value("_sum", times.labels(), times.of().seconds()))));
        register("gangway_apply_seconds_max", Collector.Type.GAUGE, help, labels, shift -> times(shift)
                .map(times -> new Value("", times.labels(), times.of().longestSeconds())));
        register(
                "gangway_apply_failures_total",
                Collector.Type.COUNTER,
                "Clusters that could not be made to show what a shift wants",
                List.of("cluster"),
                shift -> shift.writes().entrySet().stream()
                        .map(writes -> Value.of(
                                (double) writes.getValue().failed().count(),
                                writes.getKey().value())));
    }

    private record LabelledTimes(List<String> labels, ClusterWrites.Times of) {}

    /** Of the outcomes that have been. */
    private static Stream<LabelledTimes> times(ShiftMeter shift) {
        return shift.writes().entrySet().stream()
                .flatMap(writes -> Stream.of(
                        new LabelledTimes(
                                List.of(writes.getKey().value(), "ok"),
                                writes.getValue().succeeded()),
                        new LabelledTimes(
                                List.of(writes.getKey().value(), "failed"),
                                writes.getValue().failed())))
                .filter(times -> times.of().count() > 0);
    }

    private void gauge(String name, String help, Function<ShiftMeter, Value> value) {
        metric(name, Collector.Type.GAUGE, help, List.of(), shift -> Stream.of(value.apply(shift)));
    }

    private void objective(String name, String help, Function<Finding, OptionalDouble> part) {
        metric(name, Collector.Type.GAUGE, help, List.of("objective"), shift -> shift.objectives().stream()
                .map(objective -> Value.of(
                        value(shift.latest(), objective, part), objective.name().toLowerCase(Locale.ROOT))));
    }

    private void metric(
            String name,
            Collector.Type type,
            String help,
            List<String> labels,
            Function<ShiftMeter, Stream<Value>> values) {
        register("gangway_shift_" + name, type, help, labels, values);
    }

    private void register(
            String name,
            Collector.Type type,
            String help,
            List<String> labels,
            Function<ShiftMeter, Stream<Value>> values) {
        new ShiftMetric(name, type, help, labels, values, shifts).register(registry);
    }

    private static Value phase(ShiftRecord shift) {
        return Value.of(
                1,
                shift.plan().service().name(),
                shift.plan().source().value(),
                shift.plan().destination().value(),
                shift.state().phase().kind().title());
    }

    private static Value held(ShiftRecord shift, Hold.Kind kind) {
        boolean holds = shift.state().hold().filter(hold -> hold.kind() == kind).isPresent();
        return Value.of(holds ? 1 : 0, kind.title());
    }

    private static Value weight(ShiftRecord shift, ClusterName cluster) {
        TrafficSplit standing = shift.state().standing().get(cluster);
        return Value.of(standing == null ? Double.NaN : share(standing), cluster.value());
    }

    private static double value(
            ShiftRecord shift, Finding.Objective objective, Function<Finding, OptionalDouble> part) {
        return shift.state().findings().stream()
                .filter(finding -> finding.objective() == objective)
                .map(part)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static double share(TrafficSplit split) {
        return split.toDestination().permille() / 1000.0;
    }
}
