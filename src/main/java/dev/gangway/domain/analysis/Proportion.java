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
record Proportion(long hits, long trials) {
    Proportion {
        if (hits < 0 || hits > trials) {
            throw new IllegalArgumentException(hits + " hits of " + trials + " trials");
        }
    }

    /** Hits over trials; 0 without trials. */
    double ratio() {
        return trials == 0 ? 0 : (double) hits / trials;
    }

    /** The ratio that is exceeded with the one-sided confidence of z standard deviations; 0 without trials. */
    double lowerBound(double z) {
        if (trials == 0) {
            return 0;
        }
        double z2n = z * z / trials;
        double spread = z * Math.sqrt(ratio() * (1 - ratio()) / trials + z2n / (4 * trials));
        return Math.max(0, (ratio() + z2n / 2 - spread) / (1 + z2n));
    }
}
