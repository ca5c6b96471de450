package dev.gangway.domain.analysis;

import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Says whether a destination keeps its objectives, on what was gathered at the present weight and on the latest window
 * alone. Pure and without state.
 *
 * <p>DEGRADED needs the lower Wilson bound at {@value #SURENESS} standard deviations (about 1 in 740 by chance) above the
 * limit; HEALTHY needs enough requests and the value itself within the limit; all between is INCONCLUSIVE.
 */
public final class Judge {
    private static final double SURENESS = 3;

    /** Assesses one window and adds it to the evidence if it is of the present weight. */
    public Assessment assess(Objectives objectives, TrafficSplit split, Evidence evidence, MetricWindow window) {
        Evidence gathered = evidence.plus(window, split);
        Comparison latest = new Comparison(
                objectives,
                split,
                latestSource(objectives, split, gathered, window),
                Evidence.destinationIn(window, split));
        List<Finding> harm = degraded(latest.findings());
        if (!harm.isEmpty()) {
            return new Assessment(Verdict.DEGRADED, gathered, harm, sentences(harm));
        }
        Comparison atThisWeight = new Comparison(
                objectives, split, gathered.reference(objectives.minimumRequests()), gathered.destination());
        return split.toDestination().equals(Weight.NONE)
                ? baseline(objectives, split, gathered, atThisWeight)
                : assessment(gathered, atThisWeight.findings());
    }

    /** At weight 0 only the source can be measured: enough of it is what the first step needs. */
    private static Assessment baseline(
            Objectives objectives, TrafficSplit split, Evidence gathered, Comparison atThisWeight) {
        List<Finding> harm = degraded(atThisWeight.findings());
        if (!harm.isEmpty()) {
            return new Assessment(Verdict.DEGRADED, gathered, harm, sentences(harm));
        }
        long requests = gathered.source().requests();
        return requests >= objectives.minimumRequests()
                ? new Assessment(
                        Verdict.HEALTHY,
                        gathered,
                        List.of(),
                        "%s is measured: %s"
                                .formatted(
                                        split.source(),
                                        Words.failed(gathered.source().failureProportion())))
                : new Assessment(
                        Verdict.INCONCLUSIVE,
                        gathered,
                        List.of(),
                        Words.waitingFor(objectives.minimumRequests(), requests, split.source()));
    }

    private static Assessment assessment(Evidence gathered, List<Finding> findings) {
        List<Finding> harm = degraded(findings);
        boolean healthy = findings.stream().allMatch(f -> f.verdict() == Verdict.HEALTHY);
        Verdict verdict = !harm.isEmpty() ? Verdict.DEGRADED : healthy ? Verdict.HEALTHY : Verdict.INCONCLUSIVE;
        return new Assessment(verdict, gathered, findings, sentences(harm.isEmpty() ? findings : harm));
    }

    private static Traffic latestSource(
            Objectives objectives, TrafficSplit split, Evidence gathered, MetricWindow window) {
        Traffic source = window.of(split.source());
        return source.requests() >= objectives.minimumRequests()
                ? source
                : gathered.reference(objectives.minimumRequests());
    }

    private static List<Finding> degraded(List<Finding> findings) {
        return findings.stream().filter(f -> f.verdict() == Verdict.DEGRADED).toList();
    }

    private static String sentences(List<Finding> findings) {
        return String.join(
                "; ", findings.stream().map(Finding::sentence).distinct().toList());
    }

    /** One pair of sides held against the objectives. */
    private record Comparison(Objectives objectives, TrafficSplit split, Traffic source, Traffic destination) {

        List<Finding> findings() {
            List<Finding> findings = new ArrayList<>();
            findings.add(errors());
            latency().ifPresent(findings::add);
            return findings;
        }

        private boolean sourceIsKnown() {
            return source.requests() >= objectives.minimumRequests();
        }

        private Finding errors() {
            Proportion failed = destination.failureProportion();
            Proportion failedAtSource = source.failureProportion();
            var reference = sourceIsKnown() ? OptionalDouble.of(failedAtSource.ratio()) : OptionalDouble.empty();
            double limit = objectives.errors().limit(reference);
            String sentence = tooFew(failed)
                    ? Words.waitingFor(objectives.minimumRequests(), failed.trials(), split.destination())
                    : Words.errors(split, failed, reference, limit);
            return new Finding(
                    Finding.Objective.ERROR_RATIO,
                    verdict(failed, limit),
                    failed.trials() == 0 ? OptionalDouble.empty() : OptionalDouble.of(failed.ratio()),
                    reference,
                    OptionalDouble.of(limit),
                    failed.trials(),
                    sentence);
        }

        private Optional<Finding> latency() {
            double quantile = objectives.latency().quantile();
            var reference = sourceIsKnown() ? source.latency().quantileMillis(quantile) : OptionalDouble.empty();
            var limit = objectives.latency().limitMillis(reference);
            if (limit.isEmpty()) {
                return Optional.empty();
            }
            long count = destination.latency().count();
            Proportion slow =
                    new Proportion(Math.min(count, destination.latency().slowerThan(limit.getAsDouble())), count);
            var seen = destination.latency().quantileMillis(quantile);
            String sentence = tooFew(slow)
                    ? Words.waitingFor(objectives.minimumRequests(), destination.requests(), split.destination())
                    : Words.latency(split, quantile, seen, reference, limit.getAsDouble());
            return Optional.of(new Finding(
                    Finding.Objective.LATENCY_MILLIS,
                    verdict(slow, 1 - quantile),
                    seen,
                    reference,
                    limit,
                    count,
                    sentence));
        }

        private boolean tooFew(Proportion proportion) {
            return proportion.trials() < objectives.minimumRequests();
        }

        private Verdict verdict(Proportion bad, double limit) {
            if (tooFew(bad)) {
                return Verdict.INCONCLUSIVE;
            }
            if (bad.lowerBound(SURENESS) > limit) {
                return Verdict.DEGRADED;
            }
            return bad.ratio() <= limit ? Verdict.HEALTHY : Verdict.INCONCLUSIVE;
        }
    }
}
