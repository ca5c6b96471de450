package dev.gangway.bench.decision;

import java.util.List;

/** How many requests there are, as a multiple of the usual rate. */
record Load(double amplitude, double periodSeconds, double phaseSeconds, List<Step> steps) {
    static final Load STEADY = new Load(0, 1, 0, List.of());

    /** A time with so many times the usual rate. */
    record Step(double from, double until, double factor) {}

    /** At the start of the tick that begins at this second. */
    double at(double second) {
        double load =
                amplitude == 0 ? 1 : 1 + amplitude * Math.sin(2 * Math.PI * (second + phaseSeconds) / periodSeconds);
        for (Step step : steps) {
            if (second >= step.from() && second < step.until()) {
                load *= step.factor();
            }
        }
        return load;
    }
}
