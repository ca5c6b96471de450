package dev.gangway.bench.decision;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Draws counts, cheaply: by inversion where few are expected, and by a normal approximation with Cornish and Fisher's
 * correction for skewness where many are. The samplers of commons-rng are set up for one mean, and here every draw has another.
 */
final class Draws {
    /** No requests. Nobody may write to its arrays. */
    static final Counts NONE = new Counts(0, 0, new int[Buckets.COUNT], new int[Buckets.COUNT]);

    /** From so many expected on, the approximation is off by less than one count far into the tails. */
    private static final double MANY = 30;
    /** Shares below this are rounding errors. */
    private static final double NEGLIGIBLE = 1e-9;

    private final UniformRandomProvider random;
    private final ZigguratSampler.NormalizedGaussian gaussian;

    Draws(UniformRandomProvider random) {
        this.random = random;
        gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    }

    int poisson(double mean) {
        if (mean <= 0) {
            return 0;
        }
        if (mean >= MANY) {
            return Math.max(0, near(mean, Math.sqrt(mean), 1));
        }
        double left = random.nextDouble();
        double probability = Math.exp(-mean);
        int count = 0;
        while (left > probability && count < 10 * MANY) {
            left -= probability;
            count++;
            probability *= mean / count;
        }
        return count;
    }

    int binomial(int trials, double probability) {
        if (trials <= 0 || probability < NEGLIGIBLE) {
            return 0;
        }
        if (probability > 0.5) {
            return trials - binomial(trials, 1 - probability);
        }
        double mean = trials * probability;
        if (mean >= MANY) {
            int count = near(mean, Math.sqrt(mean * (1 - probability)), 1 - 2 * probability);
            return Math.max(0, Math.min(trials, count));
        }
        double odds = probability / (1 - probability);
        double left = random.nextDouble();
        double likelihood = Math.exp(trials * Math.log1p(-probability));
        int count = 0;
        while (left > likelihood && count < trials) {
            left -= likelihood;
            likelihood *= odds * (trials - count) / (count + 1);
            count++;
        }
        return count;
    }

    /** Spreads so many over shares that sum to one, as a chain of binomials: each of what the ones before it have left. */
    int[] multinomial(int count, double[] shares) {
        int[] spread = new int[shares.length];
        int left = count;
        double leftShare = 1;
        for (int i = 0; i < shares.length && left > 0; i++) {
            if (shares[i] < NEGLIGIBLE) {
                continue;
            }
            boolean last = leftShare - shares[i] < NEGLIGIBLE;
            spread[i] = last ? left : binomial(left, shares[i] / leftShare);
            left -= spread[i];
            leftShare -= shares[i];
        }
        return spread;
    }

    /** Requests that arrived, of which this share fails; those that fail take as long as the others. */
    Counts requests(int arrived, double failing, double[] shares) {
        if (arrived == 0) {
            return NONE;
        }
        int failures = binomial(arrived, failing);
        return new Counts(
                arrived,
                failures,
                multinomial(arrived - failures, shares),
                failures == 0 ? NONE.failed : multinomial(failures, shares));
    }

    private int near(double mean, double deviation, double skewness) {
        double normal = gaussian.sample();
        return (int) Math.round(mean + deviation * normal + skewness * (normal * normal - 1) / 6);
    }
}
