package dev.gangway.bench.decision;

import java.util.Arrays;

/** A row of a recording: how requests fared for some seconds. */
final class Frame {
    final double seconds;
    final double errorRatio;
    private final double[] shares;

    /** The shares are those of Istio's buckets; they are rounded in the file, and made to sum to one here. */
    Frame(double seconds, double errorRatio, double[] shares) {
        this.seconds = seconds;
        this.errorRatio = errorRatio;
        double sum = Arrays.stream(shares).sum();
        this.shares = Arrays.stream(shares).map(share -> share / sum).toArray();
    }

    Counts draw(Draws draws, double requests) {
        return draws.requests(draws.poisson(requests), errorRatio, shares);
    }

    /** The share of requests over the upper edge of a bucket. */
    double over(int bucket) {
        return Arrays.stream(shares, bucket + 1, shares.length).sum();
    }
}
