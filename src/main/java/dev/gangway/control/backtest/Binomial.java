package dev.gangway.control.backtest;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Draws how many of so many are hit, cheaply: by inversion where few are expected, and by a normal approximation with the
 * correction of Cornish and Fisher for skewness where many are. The samplers of commons-rng are set up for one number of
 * trials and one probability; here every draw has others.
 */
final class Binomial {
    /** From so many expected on, the approximation is off by less than one far into the tails. */
    private static final double MANY = 30;

    private final UniformRandomProvider random;
    private final ZigguratSampler.NormalizedGaussian gaussian;

    Binomial(UniformRandomProvider random) {
        this.random = random;
        gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    }

    /**
     * From 0 to the number of trials.
     *
     * @param trials 0 or more
     * @param probability from 0 to 1
     */
    long draw(long trials, double probability) {
        if (trials <= 0 || probability <= 0) {
            return 0;
        }
        if (probability > 0.5) {
            return trials - draw(trials, 1 - probability);
        }
        double mean = trials * probability;
        return mean < MANY ? byInversion(trials, probability) : nearby(trials, mean, probability);
    }

    private long byInversion(long trials, double probability) {
        double odds = probability / (1 - probability);
        double left = random.nextDouble();
        double likelihood = Math.exp(trials * Math.log1p(-probability));
        long count = 0;
        while (left > likelihood && count < trials && likelihood > 0) {
            left -= likelihood;
            likelihood *= odds * (trials - count) / (count + 1);
            count++;
        }
        return count;
    }

    private long nearby(long trials, double mean, double probability) {
        double normal = gaussian.sample();
        double skewness = (1 - 2 * probability) * (normal * normal - 1) / 6;
        long count = Math.round(mean + Math.sqrt(mean * (1 - probability)) * normal + skewness);
        return Math.max(0, Math.min(trials, count));
    }
}
