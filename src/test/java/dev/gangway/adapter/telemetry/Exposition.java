package dev.gangway.adapter.telemetry;

import static java.util.stream.Collectors.toMap;

import dev.gangway.control.Clusters;
import dev.gangway.control.Leadership;
import dev.gangway.control.gate.GateCalls;
import dev.gangway.domain.shift.Gate;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Reason;
import dev.gangway.domain.shift.Shifts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A registry of the kind that Quarkus brings, and what a Prometheus reads of it. */
@SuppressWarnings("deprecation")
final class Exposition {
    private static final Pattern SAMPLE = Pattern.compile("(?<name>\\w+)(?:\\{(?<labels>.*)})? (?<value>\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** One line of the answer to a scrape. */
    record Sample(String name, Map<String, String> labels, double value) {}

    /** After everything has happened that Gangway has a meter for. */
    static Exposition ofEveryMeter() {
        Exposition exposition = new Exposition();
        Telemetry telemetry = exposition.telemetry();
        ClusterMeters clusters = new ClusterMeters(exposition.registry());
        telemetry.measure(new OneCluster(), clusters);
        clusters.replaced("k8s2", "VirtualServices");
        new DeliveryMeters(exposition.registry(), List.of("chat"));
        new AlertMeters(exposition.registry()).truncated(1);
        telemetry.turned(MeteredShifts.shift(MeteredShifts.AT_10_PERCENT));
        telemetry.applied(MeteredShifts.ID, MeteredShifts.written(Shifts.K8S2));
        telemetry.roundEnded(1, Duration.ofMillis(250));
        telemetry.turnFailed(MeteredShifts.ID, "store");
        telemetry.queried("k8s2", "ANSWERED", Duration.ofMillis(20));
        telemetry.announce(MeteredShifts.event(Phase.Kind.SHIFTING, Phase.Kind.ROLLING_BACK, Reason.Cause.VERDICT));
        new GateMeters(exposition.registry())
                .called(Gate.Type.ROLLBACK, GateCalls.Outcome.PASSED, Duration.ofMillis(20));
        return exposition;
    }

    /** Which measures into this. */
    Telemetry telemetry() {
        return telemetry(registry);
    }

    /** The same, with meters of its own. */
    Telemetry telemetry(MeterRegistry meters) {
        return new Telemetry(meters, registry.getPrometheusRegistry(), Leadership.alone());
    }

    MeterRegistry registry() {
        return registry;
    }

    /** The answer to a scrape. */
    String text() {
        return registry.scrape();
    }

    List<Sample> samples() {
        return text().lines()
                .filter(line -> !line.startsWith("#"))
                .map(SAMPLE::matcher)
                .filter(Matcher::matches)
                .map(line -> new Sample(
                        line.group("name"),
                        labels(Optional.ofNullable(line.group("labels")).orElse("")),
                        Double.parseDouble(line.group("value"))))
                .toList();
    }

    /** The samples of one name that have at least the given labels. */
    List<Sample> samples(String name, Map<String, String> labels) {
        return samples().stream()
                .filter(sample -> sample.name().equals(name))
                .filter(sample -> sample.labels().entrySet().containsAll(labels.entrySet()))
                .toList();
    }

    /** The value of the only such sample. */
    double value(String name, Map<String, String> labels) {
        List<Sample> found = samples(name, labels);
        if (found.size() != 1) {
            throw new AssertionError("%d samples of %s%s: %s".formatted(found.size(), name, labels, samples()));
        }
        return found.get(0).value();
    }

    /** The labels of each metric. */
    Map<String, Set<String>> labelsByMetric() {
        Map<String, Set<String>> metrics = new TreeMap<>();
        samples().forEach(sample -> metrics.computeIfAbsent(sample.name(), name -> new TreeSet<>())
                .addAll(sample.labels().keySet()));
        return metrics;
    }

    private static Map<String, String> labels(String text) {
        return LABEL.matcher(text)
                .results()
                .collect(toMap(
                        (MatchResult label) -> label.group(1),
                        label -> label.group(2),
                        (one, two) -> two,
                        TreeMap::new));
    }

    /** It has not answered yet. */
    private static final class OneCluster implements Clusters {
        @Override
        public List<Cluster> all() {
            return List.of(
                    new Cluster("k8s2", Optional.empty(), false, Optional.empty(), Optional.empty(), Optional.empty()));
        }

        @Override
        public Optional<Cluster> byName(String name) {
            return all().stream().filter(cluster -> cluster.name().equals(name)).findFirst();
        }
    }
}
