package dev.gangway.domain.analysis;

import java.util.OptionalDouble;

/**
 * The source, as the destination is held against it: pooled over all that was seen of it since the shift began, and what was
 * seen beside the destination alone where that says clearly that the source is worse or better than it was: an incident that
 * is over must not excuse the destination.
 *
 * <p>What people read is the value itself. What a rollback must exceed is its upper bound: with few requests the source's
 * ratio is not known well enough to blame the destination for a small difference.
 *
 * @param pooled all that was seen of the source
 * @param beside what was seen of it in the same time as of the destination
 * @param minimumRequests how many requests it takes to compare with
 */
record Reference(Traffic pooled, Traffic beside, int minimumRequests) {

    boolean isKnown() {
        return pooled.requests() >= minimumRequests;
    }

    /** The source's error ratio; empty when too little was seen of it. */
    OptionalDouble errorRatio() {
        return isKnown() ? OptionalDouble.of(errors().ratio()) : OptionalDouble.empty();
    }

    /** What the source's error ratio may really be at most. */
    OptionalDouble errorRatioAtMost() {
        return isKnown() ? OptionalDouble.of(errors().upperBound(Judge.SURENESS)) : OptionalDouble.empty();
    }

    /** The source's latency at a quantile; empty when too little was seen of it. */
    OptionalDouble latencyMillis(double quantile) {
        return latencyIsKnown() ? latency().quantileMillis(quantile) : OptionalDouble.empty();
    }

    /** What the source's latency at a quantile may really be at most: the value at the quantile's own upper bound. */
    OptionalDouble latencyMillisAtMost(double quantile) {
        if (!latencyIsKnown()) {
            return OptionalDouble.empty();
        }
        long count = latency().count();
        double error = Judge.SURENESS * Math.sqrt(quantile * (1 - quantile) / count);
        return latency().quantileMillis(Math.min(1, quantile + error));
    }

    private boolean latencyIsKnown() {
        return pooled.latency().count() >= minimumRequests;
    }

    private Proportion errors() {
        Proportion ever = pooled.failureProportion();
        Proportion now = beside.failureProportion();
        boolean worse = now.lowerBound(Judge.SURENESS) > ever.upperBound(Judge.SURENESS);
        boolean better = now.upperBound(Judge.SURENESS) < ever.lowerBound(Judge.SURENESS);
        return worse || better ? now : ever;
    }

    /** The same time's where that has enough requests: latency moves with the load, on both sides alike. */
    private LatencyHistogram latency() {
        boolean enough = beside.latency().count() >= 20L * minimumRequests;
        return enough ? beside.latency() : pooled.latency();
    }
}
