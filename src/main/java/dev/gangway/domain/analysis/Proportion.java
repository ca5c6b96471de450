package dev.gangway.domain.analysis;

/**
 * So many hits in so many trials, and what can be said of the ratio behind them.
 *
 * <p>Bounds are Wilson's score interval: (c + z²/2n ± z √(c(1-c)/n + z²/4n²)) / (1 + z²/n) with c = hits/trials. It keeps
 * its coverage for the small counts and small ratios that a first step sees (E. B. Wilson, JASA 22, 1927).
 *
 * @param hits from 0 to trials
 * @param trials 0 or more
 */
public record Proportion(long hits, long trials) {
    /** Throws IllegalArgumentException for more hits than trials. */
    public Proportion {
        if (hits < 0 || hits > trials) {
            throw new IllegalArgumentException(hits + " hits of " + trials + " trials");
        }
    }

    /** Hits over trials; 0 without trials. */
    double ratio() {
        return trials == 0 ? 0 : (double) hits / trials;
    }

    /** The ratio that is exceeded with the one-sided confidence of z standard deviations; 0 without trials. */
    public double lowerBound(double z) {
        return trials == 0 ? 0 : Math.max(0, bound(z, -1));
    }

    /** The ratio that is not reached with the one-sided confidence of z standard deviations; 1 without trials. */
    public double upperBound(double z) {
        return trials == 0 ? 1 : Math.min(1, bound(z, 1));
    }

    /** Both together. */
    Proportion plus(Proportion other) {
        return new Proportion(hits + other.hits, trials + other.trials);
    }

    private double bound(double z, int side) {
        double z2n = z * z / trials;
        double spread = z * Math.sqrt(ratio() * (1 - ratio()) / trials + z2n / (4 * trials));
        return (ratio() + z2n / 2 + side * spread) / (1 + z2n);
    }
}
