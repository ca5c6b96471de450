package dev.gangway.bench.decision;

import java.util.List;

/**
 * A service and what happens to it during a shift.
 *
 * @param errorNoise how much the share of failures moves about on its own: the deviation of its logarithm
 * @param latencyNoise likewise of the median latency
 * @param countsSlow whether requests over 250 ms count as harm, beside those that fail
 * @param missing when a policy gets to see nothing
 */
record Scenario(
        String name,
        boolean healthy,
        double requestsPerSecond,
        double errorRatio,
        double errorNoise,
        double latencyNoise,
        Latency latency,
        Load load,
        int historyTicks,
        boolean countsSlow,
        List<Effect> effects,
        List<CounterReset> resets,
        List<Missing> missing) {
    /** Base ticks of a shift that is observed to the end: one hour. */
    static final int HORIZON_TICKS = 3600 / Tick.SECONDS;

    /** Windows that a policy gets nothing from: at some times all, and at any time by chance. */
    record Missing(Timing timing, double probability) {}

    /** How many ticks later delayed failures are seen; 0 = none are. */
    int delayTicks() {
        int longest = effects.stream().mapToInt(Effect::delaySeconds).max().orElse(0);
        return (longest + Tick.SECONDS - 1) / Tick.SECONDS;
    }
}
