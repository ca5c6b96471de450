package dev.gangway.bench.decision;

import java.util.function.DoubleUnaryOperator;

/**
 * Brent's root finder (R. P. Brent, Algorithms for Minimization without Derivatives, 1973, chapter 4), with the tolerance that
 * BrentSolver.java of spinnaker/kayenta@a69573b has: it is absolute, so the unit of a metric matters.
 */
final class BrentRoot {
    private static final double TOLERANCE = 1e-4;
    private static final int MAX_STEPS = 1000;

    private final DoubleUnaryOperator function;
    /** The best guess, the one before it, and one on the other side of the root. */
    private double best;

    private double previous;
    private double opposite;
    private double atBest;
    private double atPrevious;
    private double atOpposite;

    private BrentRoot(DoubleUnaryOperator function, double low, double high) {
        this.function = function;
        previous = low;
        best = high;
        opposite = low;
        atPrevious = function.applyAsDouble(low);
        atBest = function.applyAsDouble(high);
        atOpposite = atPrevious;
    }

    /** Where the function, which is not of one sign at both ends, is zero or passes through it. */
    static double find(DoubleUnaryOperator function, double low, double high) {
        BrentRoot root = new BrentRoot(function, low, high);
        if (root.atPrevious == 0) {
            return low;
        }
        for (int step = 0; step < MAX_STEPS && root.atBest != 0; step++) {
            if (!root.step()) {
                break;
            }
        }
        return root.best;
    }

    /** False once the root is known well enough. */
    private boolean step() {
        double last = best - previous;
        if (Math.abs(atOpposite) < Math.abs(atBest)) {
            takeOppositeAsBest();
        }
        double tolerance = 2 * Math.ulp(1.0) * Math.abs(best) + TOLERANCE / 2;
        double half = (opposite - best) / 2;
        if (Math.abs(half) <= tolerance || atBest == 0) {
            return false;
        }
        double next = half;
        if (Math.abs(last) >= tolerance && Math.abs(atPrevious) > Math.abs(atBest)) {
            next = interpolated(last, half, tolerance);
        }
        move(Math.abs(next) < tolerance ? Math.copySign(tolerance, next) : next);
        return true;
    }

    private void takeOppositeAsBest() {
        previous = best;
        best = opposite;
        opposite = previous;
        atPrevious = atBest;
        atBest = atOpposite;
        atOpposite = atPrevious;
    }

    /** A step by interpolation, linear or inverse quadratic, unless half the way to the opposite is the safer one. */
    private double interpolated(double last, double half, double tolerance) {
        double ratio = atBest / atPrevious;
        double numerator;
        double denominator;
        if (previous == opposite) {
            numerator = 2 * half * ratio;
            denominator = 1 - ratio;
        } else {
            double first = atPrevious / atOpposite;
            double second = atBest / atOpposite;
            numerator = ratio * (2 * half * first * (first - second) - (best - previous) * (second - 1));
            denominator = (first - 1) * (second - 1) * (ratio - 1);
        }
        if (numerator > 0) {
            denominator = -denominator;
        } else {
            numerator = -numerator;
        }
        boolean safe = numerator < 1.5 * half * denominator - Math.abs(tolerance * denominator) / 2
                && numerator < Math.abs(last * denominator / 2);
        return safe ? numerator / denominator : half;
    }

    private void move(double by) {
        previous = best;
        atPrevious = atBest;
        best += by;
        atBest = function.applyAsDouble(best);
        if (Math.signum(atBest) == Math.signum(atOpposite)) {
            opposite = previous;
            atOpposite = atPrevious;
        }
    }
}
