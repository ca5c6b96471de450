package dev.gangway.bench.decision;

/**
 * How long a service usually takes: lognormal, or a mixture of two such modes.
 *
 * @param secondShare the share of requests that the second mode takes; 0 = there is none
 */
record Latency(Mode first, double secondShare, Mode second) {
    /** A median of 30 ms and a p99 of 153 ms. */
    static final Latency USUAL = new Latency(Mode.of(30, 0.7), 0, Mode.of(30, 0.7));

    /**
     * A lognormal distribution.
     *
     * @param logMedian the logarithm of the median in milliseconds
     * @param spread the standard deviation of the logarithm
     */
    record Mode(double logMedian, double spread) {
        static Mode of(double medianMilliseconds, double spread) {
            return new Mode(Math.log(medianMilliseconds), spread);
        }

        private double atMost(double logMilliseconds) {
            return NormalDistribution.atMost((logMilliseconds - logMedian) / spread);
        }
    }

    /** The share of requests that take at most so long. */
    double atMost(double logMilliseconds) {
        double share = first.atMost(logMilliseconds);
        return secondShare == 0 ? share : (1 - secondShare) * share + secondShare * second.atMost(logMilliseconds);
    }
}
