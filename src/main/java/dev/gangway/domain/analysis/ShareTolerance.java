package dev.gangway.domain.analysis;

import dev.gangway.domain.traffic.Weight;

/**
 * Which measured shares a weight explains.
 *
 * <p>Envoy draws a destination for each request anew, so however many proxies there are and however unequally they are used,
 * requests that follow the routes are divided by a binomial distribution. Beyond chance there is room: some proxies follow
 * late, and streams are counted when they end. The side with the smaller weight may get from four fifths to five quarters of
 * its share, or 2 points more than it. A share further off is still explained while a binomial bound gives it more than
 * {@value #CHANCE} at the edge of that room. The bound is Chernoff's: that n requests with a chance of p give a share of s or
 * a rarer one is no likelier than exp(-n KL(s || p)); for 0 or all of n it is exact.
 *
 * <p>So a look at requests that do follow finds a difference by chance in less than 1 of 50,000, whatever their number.
 *
 * @param weight what the routes give the destination
 */
record ShareTolerance(Weight weight) {
    static final double CHANCE = 1e-4;

    private static final double LEAST = 0.8;
    private static final double MOST = 1.25;
    private static final double POINTS = 0.02;

    /** So many requests to the smaller side tell a difference that matters. */
    private static final double ENOUGH_TO_SMALLER = 20;

    /** Whether the weight explains the share. */
    boolean allows(Share seen) {
        double smaller = smaller();
        double came =
                isDestinationSmaller() ? seen.toDestination() : Math.max(0, seen.requests() - seen.toDestination());
        Tally side = new Tally(came, seen.requests());
        double least = LEAST * smaller;
        double most = Math.max(MOST * smaller, smaller + POINTS);
        if (side.ratio() < least) {
            return !isBeyondChance(side, least);
        }
        return side.ratio() <= most || !isBeyondChance(side, most);
    }

    /** Of how many requests, sent by the clients of one cluster, a share is told well enough to forget older ones. */
    double enough() {
        return ENOUGH_TO_SMALLER / Math.max(POINTS, smaller());
    }

    private static boolean isBeyondChance(Tally side, double edge) {
        return side.surprise(edge) > -Math.log(CHANCE);
    }

    private boolean isDestinationSmaller() {
        return weight.compareTo(weight.rest()) <= 0;
    }

    private double smaller() {
        return Look.share(isDestinationSmaller() ? weight : weight.rest());
    }
}
