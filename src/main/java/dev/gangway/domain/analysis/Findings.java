package dev.gangway.domain.analysis;

import dev.gangway.domain.traffic.TrafficSplit;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Puts what was measured into findings for people: one for errors, and one for that measure of latency that speaks most for
 * harm. They count what was seen at the present weight; or in the last window, where that is nothing yet, or where that window
 * alone is what it is about.
 */
final class Findings {
    private final Look look;
    private final Conclusion conclusion;
    private final Objectives objectives;
    private final TrafficSplit split;
    private final Traffic destination;
    private final Traffic source;

    Findings(Look look, Conclusion conclusion) {
        this.look = look;
        this.conclusion = conclusion;
        objectives = look.objectives();
        split = look.split();
        boolean counted = !conclusion.ground().isOfOneTick()
                && look.gathered().destination().requests() > 0;
        destination = counted ? look.gathered().destination() : look.gathered().destinationIn(look.window(), split);
        source = counted ? look.gathered().source() : look.window().of(split.source());
    }

    List<Finding> all() {
        TrackTick slowest = null;
        for (TrackTick tick : look.ticks()) {
            if (tick.isLatency() && (slowest == null || tick.harm() > slowest.harm())) {
                slowest = tick;
            }
        }
        Finding errors = errors(look.errors());
        return slowest == null ? List.of(errors) : List.of(errors, latency(slowest));
    }

    private Finding errors(TrackTick tick) {
        return finding(
                tick,
                Finding.Objective.ERROR_RATIO,
                destination.requests() == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(destination.failureProportion().ratio()),
                OptionalDouble.of(
                        source.requests() == 0
                                ? tick.reference()
                                : source.failureProportion().ratio()),
                OptionalDouble.of(tick.limit()),
                destination.failures(),
                destination.requests());
    }

    private Finding latency(TrackTick tick) {
        double quantile = objectives.latency().quantile();
        OptionalDouble atSource = source.latency().quantileMillis(quantile);
        return finding(
                tick,
                Finding.Objective.LATENCY_MILLIS,
                destination.latency().quantileMillis(quantile),
                atSource,
                atSource.isPresent()
                        ? OptionalDouble.of(objectives.latency().limitMillis(atSource.getAsDouble()))
                        : objectives.latency().maximumMillis(),
                Math.round(tick.track()
                        .measure()
                        .atDestination(destination, tick.track().yardstick())
                        .bad()),
                destination.latency().count());
    }

    private Finding finding(
            TrackTick tick,
            Finding.Objective objective,
            OptionalDouble atDestination,
            OptionalDouble atSource,
            OptionalDouble limit,
            long bad,
            long requests) {
        return new Finding(
                objective,
                verdict(tick),
                split.source(),
                split.destination(),
                objectives.protocol(),
                atDestination,
                atSource,
                limit,
                bad,
                requests,
                tick.track().yardstick().edgeMillis(),
                tick.harm(),
                look.harmLimit(tick));
    }

    private Verdict verdict(TrackTick tick) {
        if (conclusion.verdict() == Verdict.DEGRADED) {
            boolean told = conclusion.ground() == Ground.STAYS_SLOW ? tick.isLatency() : !tick.isLatency();
            return look.isHarm(tick) || told ? Verdict.DEGRADED : Verdict.INCONCLUSIVE;
        }
        return tick.leansToHarm() || conclusion.verdict() == Verdict.INCONCLUSIVE
                ? Verdict.INCONCLUSIVE
                : Verdict.HEALTHY;
    }
}
