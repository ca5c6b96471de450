package dev.gangway.bench.decision;

import java.util.Arrays;

/**
 * By how much one sample is shifted against another, after Mann and Whitney's rank test, as MannWhitney.scala of
 * spinnaker/kayenta@a69573b has it: a normal approximation with corrections for ties and for continuity, and Brent's method to
 * find the shift that the test would just not reject.
 */
final class MannWhitney {
    private final double[] experiment;
    private final double[] control;

    /** Of one or more observations on each side. */
    MannWhitney(double[] experiment, double[] control) {
        this.experiment = experiment.clone();
        this.control = control.clone();
        Arrays.sort(this.experiment);
        Arrays.sort(this.control);
    }

    /**
     * One end of the confidence interval of the shift: the lower for a positive normal quantile, the upper for a negative one.
     * With too few observations for that quantile it is the least, or largest, difference of any two.
     */
    double shiftAt(double quantile) {
        if (statistic(leastDifference()) <= quantile) {
            return leastDifference();
        }
        if (statistic(largestDifference()) >= quantile) {
            return largestDifference();
        }
        return root(quantile);
    }

    /** Hodges and Lehmann's estimate of the shift. */
    double estimate() {
        return root(0);
    }

    private double root(double quantile) {
        return BrentRoot.find(shift -> statistic(shift) - quantile, leastDifference(), largestDifference());
    }

    private double leastDifference() {
        return experiment[0] - control[control.length - 1];
    }

    private double largestDifference() {
        return experiment[experiment.length - 1] - control[0];
    }

    /**
     * The standardised rank sum of the experiment, once moved back by the shift. Both samples are walked in order, tie by tie.
     * Throws ArithmeticException where all observations are tied, as there is no interval then.
     */
    private double statistic(double shift) {
        int inExperiment = 0;
        int inControl = 0;
        double wins = 0;
        double ties = 0;
        while (inExperiment < experiment.length || inControl < control.length) {
            double value = Math.min(
                    inExperiment < experiment.length ? experiment[inExperiment] - shift : Double.POSITIVE_INFINITY,
                    inControl < control.length ? control[inControl] : Double.POSITIVE_INFINITY);
            int firstExperiment = inExperiment;
            int firstControl = inControl;
            while (inExperiment < experiment.length && experiment[inExperiment] - shift == value) {
                inExperiment++;
            }
            while (inControl < control.length && control[inControl] == value) {
                inControl++;
            }
            wins += (inExperiment - firstExperiment) * (firstControl + inControl) / 2.0;
            double tied = inExperiment - firstExperiment + inControl - firstControl;
            ties += tied * tied * tied - tied;
        }
        return standardised(wins, ties);
    }

    private double standardised(double wins, double ties) {
        double pairs = (double) experiment.length * control.length;
        double all = experiment.length + control.length;
        double deviation = Math.sqrt(pairs / 12 * (all + 1 - ties / (all * (all - 1))));
        if (deviation == 0) {
            throw new ArithmeticException("all observations are tied");
        }
        double difference = wins - pairs / 2;
        return (difference - 0.5 * Math.signum(difference)) / deviation;
    }
}
