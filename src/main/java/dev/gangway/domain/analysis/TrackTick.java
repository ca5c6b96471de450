package dev.gangway.domain.analysis;

/**
 * One tick of one measure, with what follows from it.
 *
 * @param track with this tick in it, harm included
 * @param source what the tick shows of the source
 * @param destination what the tick shows of the destination
 * @param reference the share that the destination is held against
 * @param limit the share that it may not exceed
 * @param dispersion by what its count may vary more than by chance
 * @param odds the odds of harm that the objectives ask for
 */
record TrackTick(
        Track track, Tally source, Tally destination, double reference, double limit, double dispersion, double odds) {
    private static final double ERRORS_LEAN = 2;

    /** Two measures of latency are looked at, and latency moves more by itself. */
    private static final double LATENCY_LEANS = 3;

    private static final double LATENCY_NEEDS = 2;

    boolean isLatency() {
        return track.measure().isLatency();
    }

    double harm() {
        return track.harm().total();
    }

    /** The odds of harm that roll back. */
    double harmLimit() {
        return isLatency() ? LATENCY_NEEDS * odds : odds;
    }

    boolean isHarm() {
        return harm() >= harmLimit();
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
