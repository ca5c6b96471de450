package dev.gangway.bench.load;

import java.util.List;

/** Small statistics. */
final class Figures {
    private Figures() {}

    /** The value that such a share of them does not exceed: one of them, and never between two. */
    static double percentile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        int rank = (int) Math.ceil(share * sorted.size());
        return sorted.get(Math.max(1, rank) - 1);
    }

    /** The power of x by which y grows: the slope of log y over log x by least squares. */
    static double exponent(List<Double> xs, List<Double> ys) {
        double meanX = xs.stream().mapToDouble(Math::log).average().orElseThrow();
        double meanY = ys.stream().mapToDouble(Math::log).average().orElseThrow();
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < xs.size(); i++) {
            double x = Math.log(xs.get(i)) - meanX;
            covariance += x * (Math.log(ys.get(i)) - meanY);
            variance += x * x;
        }
        return covariance / variance;
    }

    /** With so many digits after the point. */
    static double rounded(double value, int digits) {
        double unit = Math.pow(10, digits);
        return Math.round(value * unit) / unit;
    }
}
