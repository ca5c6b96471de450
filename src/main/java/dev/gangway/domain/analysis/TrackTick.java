package dev.gangway.domain.analysis;

/**
 * One tick of one measure, with what follows from it.
 *
 * @param track with this tick in it, harm included
 * @param sourceBefore what was seen of the source lately, before this tick
 * @param source what the tick shows of the source
 * @param destination what the tick shows of the destination
 * @param reference the share that the destination is held against
 * @param limit the share that it may not exceed
 * @param dispersion by what its count may vary more than by chance
 */
record TrackTick(
        Track track,
        Tally sourceBefore,
        Tally source,
        Tally destination,
        double reference,
        double limit,
        double dispersion) {
    private static final double SEEMS = 1;
    private static final double CLEARLY_APART = 6;
    private static final double ERRORS_LEAN = 2;

    /** Several measures of latency are looked at, and latency moves more by itself. */
    private static final double LATENCY_LEANS = 3;

    boolean isLatency() {
        return track.measure().isLatency();
    }

    double harm() {
        return track.harm().total();
    }

    /** Whether the source itself is clearly worse than it was before the shift. */
    boolean sourceIsWorse() {
        return reference > track.norm().usual();
    }

    /**
     * Whether the source seems to be worse than usual too, and the destination not clearly worse than it: then both may suffer
     * from the same, though the source's few requests don't prove it. Both by the logarithm of the likelihood ratio of
     * binomials with their own shares: that of the source against its usual share, that of the two against one for both.
     */
    boolean sourceMaySufferToo() {
        Tally beside = track.source();
        Tally there = track.destination();
        double usual = track.norm().usual();
        double both = beside.plus(there).ratio();
        return beside.ratio() > usual
                && beside.surprise(usual) > SEEMS
                && beside.surprise(both) + there.surprise(both) < CLEARLY_APART;
    }

    boolean leansToHarm() {
        return harm() > (isLatency() ? LATENCY_LEANS : ERRORS_LEAN);
    }

    /** The share of bad requests beyond what the source has, in this tick. */
    double excess() {
        return Math.max(0, destination.ratio() - reference);
    }

    /** The same over the last few ticks. */
    double recentExcess() {
        return Math.max(0, track.destination().ratio() - reference);
    }

    /** How strongly this tick alone speaks for harm, as a logarithm of odds. */
    double alarm() {
        return destination.requests() == 0 ? 0 : HarmEvidence.bestGain(destination, limit, dispersion);
    }
}
