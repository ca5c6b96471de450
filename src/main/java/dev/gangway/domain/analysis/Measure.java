package dev.gangway.domain.analysis;

/**
 * One way for a request to be bad, and its limit. A quantile of a histogram with few buckets moves in leaps; the share of
 * requests beyond a bucket's edge is counted exactly, so latency is judged by that.
 */
public enum Measure {
    /** Failed, or reached no cluster. */
    ERRORS(1, 0),
    /**
     * Slower than the bucket's edge that at most 25 % of the source's requests exceeded before the shift, or a higher one
     * where the allowance for the way would make most of the source's requests slow.
     */
    SLUGGISH(1.3, 0.03),
    /** Slower than the bucket's edge that at most 5 % of the source's requests exceeded before the shift. */
    SLOW(1.5, 0.01),
    /** Slower than the bucket's edge that at most 1 % of the source's requests exceeded before the shift. */
    SLOWEST(2, 0.005),
    /** Slower than the objective's maximum. */
    TOO_SLOW(2, 0.005);

    /** Above it nothing can be told from a source that is as broken. */
    static final double HIGHEST_LIMIT = 0.9;

    private final double factor;
    private final double margin;

    Measure(double factor, double margin) {
        this.factor = factor;
        this.margin = margin;
    }

    /** Whether it is about latency. */
    public boolean isLatency() {
        return this != ERRORS;
    }

    /** What the destination's clients saw of it. */
    Tally atDestination(Traffic traffic, Yardstick yardstick) {
        return isLatency() ? yardstick.atDestination(traffic) : failed(traffic);
    }

    /** What the source's clients saw of it, at the latency that the destination's is held against. */
    Tally atSource(Traffic traffic, Yardstick yardstick) {
        return isLatency() ? yardstick.atSource(traffic) : failed(traffic);
    }

    /**
     * The share of bad requests that the destination may not exceed: below 1, since all requests may always be bad.
     *
     * @param source the same at the source
     */
    double limit(double source, Objectives objectives) {
        double limit =
                switch (this) {
                    case ERRORS -> objectives.errors().limit(source);
                    case SLUGGISH, SLOW, SLOWEST -> source * factor + margin;
                    case TOO_SLOW -> {
                        double agreed = 1 - objectives.latency().quantile();
                        yield source <= agreed ? agreed : source * factor + margin;
                    }
                };
        return Math.min(HIGHEST_LIMIT, limit);
    }

    private static Tally failed(Traffic traffic) {
        return new Tally(traffic.failures(), traffic.requests());
    }
}
