package dev.gangway.domain.analysis;

import java.util.List;

/**
 * How much more the share of bad requests varies from time to time than chance alone would have it: the squared coefficient
 * of variation of the true share, over four lengths of time. Noise that lasts counts for more where a length holds more
 * requests, so a busy destination needs more than a quiet one to look different.
 *
 * <p>Of blocks of b ticks with a<sub>i</sub> requests and c<sub>i</sub> bad ones of an overall share p, Pearson's
 * &phi; = &Sigma;(c<sub>i</sub> - a<sub>i</sub>p)&sup2;/(a<sub>i</sub>p) / K is 1 by chance alone, and
 * 1 + v&middot;mean(a<sub>i</sub>p) where the share itself varies by v (McCullagh and Nelder, Generalized Linear Models,
 * section 4.5). Shrunk towards 1 by four blocks, since a short past shows little.
 *
 * @param tick over one tick
 * @param halfMinute over 3 ticks
 * @param minute over 6 ticks
 * @param fiveMinutes over 30 ticks
 */
public record Dispersion(double tick, double halfMinute, double minute, double fiveMinutes) {
    /** Nothing but chance. */
    public static final Dispersion NONE = new Dispersion(0, 0, 0, 0);

    private static final double HIGHEST = 60;
    private static final int SHRINKAGE = 4;

    /** Checks that none is negative; throws IllegalArgumentException. */
    public Dispersion {
        if (!(tick >= 0 && halfMinute >= 0 && minute >= 0 && fiveMinutes >= 0)) {
            throw new IllegalArgumentException("negative dispersion");
        }
    }

    Dispersion rounded() {
        return new Dispersion(
                Digits.three(tick), Digits.three(halfMinute), Digits.three(minute), Digits.three(fiveMinutes));
    }

    static Dispersion of(List<Tally> ticks, double ratio) {
        return new Dispersion(
                variation(ticks, ratio, 1),
                variation(ticks, ratio, 3),
                variation(ticks, ratio, 6),
                variation(ticks, ratio, 30));
    }

    /**
     * By what the variance of a count exceeds that of pure chance, at least 1.
     *
     * @param expectedBad how many bad requests a tick is expected to have
     * @param ticks how many ticks of this size there were
     */
    double factor(double expectedBad, int ticks) {
        double most = Math.max(
                Math.max(tick, halfMinute * Math.min(3, ticks)),
                Math.max(minute * Math.min(6, ticks), fiveMinutes * Math.min(30, ticks)));
        return Math.min(HIGHEST, 1 + most * expectedBad);
    }

    private static double variation(List<Tally> ticks, double ratio, int length) {
        double squares = 0;
        double expected = 0;
        int blocks = 0;
        for (int from = 0; from + length <= ticks.size(); from += length) {
            Tally block = Tally.NONE;
            for (Tally tick : ticks.subList(from, from + length)) {
                block = block.plus(tick);
            }
            double mean = block.requests() * ratio;
            if (mean > 0) {
                squares += (block.bad() - mean) * (block.bad() - mean) / mean;
                expected += mean;
                blocks++;
            }
        }
        if (blocks == 0) {
            return 0;
        }
        double pearson = (squares + SHRINKAGE) / (blocks + SHRINKAGE);
        return Math.max(0, (pearson - 1) / (expected / blocks));
    }
}
