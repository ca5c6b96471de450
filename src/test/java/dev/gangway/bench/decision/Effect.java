package dev.gangway.bench.decision;

/**
 * Something that is wrong with a side, or just different.
 *
 * @param errors added to the share of requests that fail
 * @param clientShare the share of the clients that these errors meet
 * @param delaySeconds how much later such a failure is seen than its request was sent
 * @param lost the share of requests that get lost before they reach the side, and are counted nowhere
 * @param background whether it is part of the scene, and not of the regression to be found
 */
record Effect(
        Side on,
        Timing timing,
        Reach reach,
        Span errors,
        double clientShare,
        int delaySeconds,
        Slowing slowing,
        Span lost,
        boolean background) {
    /** How much longer requests take, and how many of them. */
    record Slowing(double ofRequests, Span factor, Span addedMilliseconds) {
        static final Slowing NONE = new Slowing(1, Span.ONE, Span.ZERO);

        void slow(Slowness slowness, double strength, double place) {
            slowness.slow(ofRequests, 1 + (factor.at(place) - 1) * strength, addedMilliseconds.at(place) * strength);
        }
    }
}
