package dev.gangway.domain.analysis;

import dev.gangway.domain.traffic.TrafficSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** One sample of the destination held against its objectives and against the source. */
record Comparison(Objectives objectives, TrafficSplit split, Reference source, Traffic destination) {

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(errors());
        latency().ifPresent(findings::add);
        return findings;
    }

    private Finding errors() {
        Proportion failed = destination.failureProportion();
        double limit = Math.min(Judge.BROKEN, objectives.errors().limit(source.errorRatio()));
        double harm = objectives.errors().limit(source.errorRatioAtMost());
        return new Finding(
                Finding.Objective.ERROR_RATIO,
                verdict(failed, limit, harm),
                failed.trials() == 0 ? OptionalDouble.empty() : OptionalDouble.of(failed.ratio()),
                source.errorRatio(),
                OptionalDouble.of(limit),
                failed.trials(),
                failed.trials() < objectives.minimumRequests() && verdict(failed, limit, harm) != Verdict.DEGRADED
                        ? waiting(failed)
                        : Words.errors(split, failed, source.errorRatio(), limit));
    }

    private Optional<Finding> latency() {
        double quantile = objectives.latency().quantile();
        OptionalDouble reference = source.latencyMillis(quantile);
        OptionalDouble limit = objectives.latency().limitMillis(reference);
        if (limit.isEmpty()) {
            return Optional.empty();
        }
        OptionalDouble harm = objectives.latency().limitMillis(source.latencyMillisAtMost(quantile));
        Proportion slow = slowerThan(limit.getAsDouble());
        Proportion surelySlow = slowerThan(harm.orElse(limit.getAsDouble()));
        Verdict verdict = isHarm(surelySlow, 1 - quantile) ? Verdict.DEGRADED : verdict(slow, 1 - quantile, 1);
        OptionalDouble seen = destination.latency().quantileMillis(quantile);
        return Optional.of(new Finding(
                Finding.Objective.LATENCY_MILLIS,
                verdict,
                seen,
                reference,
                limit,
                slow.trials(),
                slow.trials() < objectives.minimumRequests() && verdict != Verdict.DEGRADED
                        ? waiting(slow)
                        : Words.latency(split, quantile, seen, reference, limit.getAsDouble())));
    }

    private Proportion slowerThan(double millis) {
        long count = destination.latency().count();
        return new Proportion(Math.min(count, destination.latency().slowerThan(millis)), count);
    }

    private Verdict verdict(Proportion bad, double limit, double harm) {
        if (isHarm(bad, harm)) {
            return Verdict.DEGRADED;
        }
        boolean enough = bad.trials() >= objectives.minimumRequests();
        return enough && bad.lowerBound(Judge.LEANING) <= limit ? Verdict.HEALTHY : Verdict.INCONCLUSIVE;
    }

    private static boolean isHarm(Proportion bad, double limit) {
        return bad.hits() >= Judge.BAD_ONES && bad.lowerBound(Judge.SURENESS) > limit;
    }

    private String waiting(Proportion seen) {
        return Words.waitingFor(objectives.minimumRequests(), seen.trials(), split.destination());
    }
}
