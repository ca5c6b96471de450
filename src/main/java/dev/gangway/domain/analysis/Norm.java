package dev.gangway.domain.analysis;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * What was normal for one measure at the source before the shift. Bursts are no part of the normal share: an incident in the
 * past must not excuse the destination. How long they lasted is kept, since the destination may have such bursts too.
 *
 * @param ratio the share of bad requests, without bursts
 * @param error the standard error of that share
 * @param dispersion how it varies beyond chance
 * @param longestBurstSeconds how long the longest burst lasted; 0 = there was none
 * @param worstBurst the highest share of bad requests in a tick of a burst; 0 = there was none
 */
public record Norm(double ratio, double error, Dispersion dispersion, int longestBurstSeconds, double worstBurst) {
    private static final double PRIOR_BAD = 0.5;
    private static final double PRIOR_REQUESTS = 50;
    private static final double SURPRISE = 6;
    private static final double LEAST_SURPRISE = 3;
    private static final int ROUNDS = 10;
    private static final double SURELY_ALL = 1 - 1e-9;

    /** Checks the ranges; throws IllegalArgumentException. */
    public Norm {
        requireNonNull(dispersion, "dispersion");
        if (!(ratio >= 0 && ratio <= 1 && error >= 0) || longestBurstSeconds < 0) {
            throw new IllegalArgumentException("norm of " + ratio + " +- " + error);
        }
    }

    /** Made of the source's ticks in the order of time, each of so many seconds. */
    static Norm of(List<Tally> ticks, int seconds) {
        boolean[] burst = new boolean[ticks.size()];
        Norm norm = without(ticks, burst);
        for (int round = 0; round < ROUNDS && marks(ticks, norm, burst); round++) {
            norm = without(ticks, burst);
        }
        double worst = 0;
        for (int i = 0; i < burst.length; i++) {
            worst = Math.max(worst, burst[i] ? ticks.get(i).ratio() : 0);
        }
        return new Norm(norm.ratio, norm.error, norm.dispersion, longestRun(burst) * seconds, worst);
    }

    /** The highest share that is still plausible. */
    double usual() {
        return Math.min(SURELY_ALL, ratio + error);
    }

    Norm rounded() {
        return new Norm(
                Digits.three(ratio),
                Digits.three(error),
                dispersion.rounded(),
                longestBurstSeconds,
                Digits.three(worstBurst));
    }

    /** Whether there were bursts at all. */
    boolean hasBursts() {
        return longestBurstSeconds > 0;
    }

    /** Whether a tick has more bad requests than anything but a burst explains. */
    boolean isBurst(Tally tick) {
        return tick.bad() - tick.requests() * ratio > surprise(tick, dispersion);
    }

    private double surprise(Tally tick, Dispersion noise) {
        double expected = tick.requests() * ratio;
        return SURPRISE * Math.sqrt(noise.factor(expected, 1) * expected) + LEAST_SURPRISE;
    }

    private static Norm without(List<Tally> ticks, boolean[] burst) {
        List<Tally> calm = new ArrayList<>(ticks.size());
        Tally all = Tally.NONE;
        for (int i = 0; i < burst.length; i++) {
            if (!burst[i]) {
                calm.add(ticks.get(i));
                all = all.plus(ticks.get(i));
            }
        }
        double ratio = (all.bad() + PRIOR_BAD) / (all.requests() + PRIOR_REQUESTS);
        Dispersion dispersion = Dispersion.of(calm, ratio);
        double perTick = ratio * all.requests() / Math.max(1, calm.size());
        double requests = Math.max(1, all.requests());
        double error = Math.sqrt(dispersion.factor(perTick, 30) * (ratio / requests + .25 / (requests * requests)));
        return new Norm(ratio, error, dispersion, 0, 0);
    }

    /** Marks what is a burst by this norm; whether that changed anything. A part of the noise may be bursts not yet marked. */
    private static boolean marks(List<Tally> ticks, Norm norm, boolean[] burst) {
        boolean changed = false;
        Dispersion noise = capped(norm.dispersion);
        for (int i = 0; i < burst.length; i++) {
            Tally tick = ticks.get(i);
            boolean marked = tick.bad() - tick.requests() * norm.ratio > norm.surprise(tick, noise);
            changed |= marked && !burst[i];
            burst[i] |= marked;
        }
        return changed;
    }

    /** No service's share varies by more than half from tick to tick all the time; what does so now and then is a burst. */
    private static Dispersion capped(Dispersion dispersion) {
        return new Dispersion(Math.min(dispersion.tick(), 0.25), 0, 0, 0);
    }

    private static int longestRun(boolean[] burst) {
        int longest = 0;
        int run = 0;
        for (boolean marked : burst) {
            run = marked ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
