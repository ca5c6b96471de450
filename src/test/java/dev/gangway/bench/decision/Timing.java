package dev.gangway.bench.decision;

import java.util.Optional;

/**
 * When something is so. Seconds count from the start of the shift; its history has negative ones.
 *
 * @param rampSeconds how long it takes to rise from nothing to all of it
 * @param periodSeconds it comes back every so many seconds; 0 = it does not pause
 * @param activeSeconds for how many seconds of each period it is so
 * @param randomly if present, it is so in these spells only
 */
record Timing(
        double from,
        double until,
        double rampSeconds,
        double periodSeconds,
        double activeSeconds,
        Optional<Spells> randomly) {
    static final Timing ALWAYS =
            new Timing(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, 0, 0, Optional.empty());

    /** How much of it there is in the tick that begins at this second, from 0 to 1, spells aside. */
    double strength(double second) {
        double begin = Math.max(second, from);
        double end = Math.min(second + Tick.SECONDS, until);
        if (begin >= end) {
            return 0;
        }
        double middle = (begin + end) / 2;
        double risen = rampSeconds == 0 ? 1 : Math.min(1, (middle - from) / rampSeconds);
        return risen * (activeBefore(end) - activeBefore(begin)) / Tick.SECONDS;
    }

    /** Seconds of activity from the start of a period on: only differences mean something. */
    private double activeBefore(double second) {
        if (periodSeconds == 0) {
            return second;
        }
        double since = Double.isInfinite(from) ? second : second - from;
        double whole = Math.floor(since / periodSeconds);
        return whole * activeSeconds + Math.min(activeSeconds, since - whole * periodSeconds);
    }

    boolean isConstant() {
        return equals(ALWAYS);
    }
}
