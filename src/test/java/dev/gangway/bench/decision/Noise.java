package dev.gangway.bench.decision;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * A factor with mean one that wanders: exp(aX - a²/2), where X is autoregressive of the first order with unit variance and a
 * time constant of 30 s.
 */
final class Noise {
    private static final double KEPT = Math.exp(-Tick.SECONDS / 30.0);
    private static final double RENEWED = Math.sqrt(1 - KEPT * KEPT);

    private final double[] factors;

    private Noise(double[] factors) {
        this.factors = factors;
    }

    static Noise draw(double amplitude, int ticks, UniformRandomProvider random) {
        if (amplitude == 0) {
            return new Noise(new double[0]);
        }
        ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        double[] factors = new double[ticks];
        double state = gaussian.sample();
        for (int i = 0; i < ticks; i++) {
            factors[i] = Math.exp(amplitude * state - amplitude * amplitude / 2);
            state = KEPT * state + RENEWED * gaussian.sample();
        }
        return new Noise(factors);
    }

    double factor(int index) {
        return factors.length == 0 ? 1 : factors[index];
    }
}
