package dev.gangway.domain.analysis;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How much likelier what was seen is if the destination is worse than its limit than if it keeps it, gathered tick by tick:
 * an e-process. Whoever goes back when it reaches 1/&alpha; does so for nothing with a chance of at most &alpha;, however
 * often they look (Ville's inequality; J. Ville, 1939; for betting on bounded means Waudby-Smith and Ramdas, JRSS B 86, 2024).
 *
 * <p>It bets on several sizes of harm at once. Each bet j grows with a tick of n requests and e bad ones by
 * (e ln(p<sub>j</sub>/p<sub>0</sub>) + (n-e) ln((1-p<sub>j</sub>)/(1-p<sub>0</sub>)))/&phi;, where p<sub>0</sub> is the limit,
 * p<sub>j</sub> the harm that it bets on and &phi; the dispersion. Harm may begin at any time, so each tick stakes a little
 * anew, as an e-detector does (Shin, Ramdas and Rinaldo, 2023). The guarantee is nominal: the limit and the dispersion are
 * estimates, and the stake has a floor; the bench measures what it comes to.
 *
 * <p>Immutable. Single precision is kept, so that it is written and read back in few digits and without loss.
 */
public final class HarmEvidence {
    private static final double[] TIMES = {1.4, 3};
    private static final double[] PLUS = {.02, .1, .4};
    private static final double ALL = .95;

    /** How many sizes of harm are bet on. */
    static final int BETS = TIMES.length + PLUS.length + 1;

    /** Nothing gathered: even odds. */
    public static final HarmEvidence NONE = new HarmEvidence(new float[BETS], 0);

    private static final float HIGHEST = 1e12f;
    private static final double STAKE_FLOOR = 2e-4;

    private final float[] odds;
    private final float staked;

    private HarmEvidence(float[] odds, float staked) {
        this.odds = odds;
        this.staked = staked;
    }

    /** What was written by {@link #odds} and {@link #staked}; throws IllegalArgumentException for other lengths or ranges. */
    public static HarmEvidence of(List<Float> odds, float staked) {
        if (odds.size() != BETS
                || !(staked >= 0 && staked <= 1)
                || odds.stream().anyMatch(o -> !(o >= 0 && o <= HIGHEST))) {
            throw new IllegalArgumentException("evidence of harm " + odds + ", staked " + staked);
        }
        float[] copy = new float[BETS];
        for (int j = 0; j < BETS; j++) {
            copy[j] = odds.get(j);
        }
        return new HarmEvidence(copy, staked);
    }

    /** The odds of each bet. */
    public List<Float> odds() {
        return IntStream.range(0, BETS).mapToObj(j -> odds[j]).toList();
    }

    /** How much has been staked so far, of 1. */
    public float staked() {
        return staked;
    }

    /** Harm over none, as odds: 1 = neither, 1000 = harm explains what was seen a thousand times better. */
    public double total() {
        double sum = 0;
        for (float each : odds) {
            sum += each;
        }
        return sum / BETS + (1 - staked);
    }

    /**
     * With one more tick.
     *
     * @param tick what the destination's clients saw
     * @param limit the share of bad requests that is no harm yet
     * @param dispersion by what the variance exceeds that of chance
     * @param most by how much one tick may raise the logarithm of the odds
     * @param stake how much is staked anew; what is left, and a floor, where that is less
     */
    HarmEvidence after(Tally tick, double limit, double dispersion, double most, double stake) {
        if (tick.requests() == 0) {
            return this;
        }
        double staking = Math.max(Math.min(stake, 1 - staked), STAKE_FLOOR);
        float[] next = new float[BETS];
        for (int j = 0; j < BETS; j++) {
            double gain = Math.min(most, gain(j, tick, limit, dispersion));
            next[j] = (float) Math.min(HIGHEST, (odds[j] + staking) * Math.exp(gain));
        }
        return new HarmEvidence(next, (float) Math.min(1, staked + staking));
    }

    /** Odds that the next tick's stake outweighs a hundred times are nothing. */
    HarmEvidence rounded() {
        float[] fewer = new float[BETS];
        for (int j = 0; j < BETS; j++) {
            float kept = (float) Digits.three(odds[j]);
            fewer[j] = kept < STAKE_FLOOR / 100 ? 0 : kept;
        }
        return new HarmEvidence(fewer, (float) Digits.four(staked));
    }

    /** The gain of the bet that a tick speaks for most. */
    static double bestGain(Tally tick, double limit, double dispersion) {
        double best = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < BETS; j++) {
            best = Math.max(best, gain(j, tick, limit, dispersion));
        }
        return best;
    }

    /** One tick can speak for a size of harm by no more than that harm would commonly show: a burst is no lasting harm. */
    private static double gain(int bet, Tally tick, double limit, double dispersion) {
        double harm = harm(bet, limit);
        double expected = tick.requests() * harm;
        double bad = Math.min(tick.bad(), expected + 3 * Math.sqrt(dispersion * expected) + 1);
        return (bad * Math.log(harm / limit) + (tick.requests() - bad) * Math.log((1 - harm) / (1 - limit)))
                / dispersion;
    }

    private static double harm(int bet, double limit) {
        double harm = bet < TIMES.length
                ? limit * TIMES[bet]
                : bet < TIMES.length + PLUS.length ? limit + PLUS[bet - TIMES.length] : ALL;
        return Math.min(ALL, harm);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HarmEvidence that && staked == that.staked && java.util.Arrays.equals(odds, that.odds);
    }

    @Override
    public int hashCode() {
        return 31 * java.util.Arrays.hashCode(odds) + Float.hashCode(staked);
    }

    @Override
    public String toString() {
        return "%.3g:1".formatted(total());
    }
}
