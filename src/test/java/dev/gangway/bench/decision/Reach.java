package dev.gangway.bench.decision;

/**
 * How an effect depends on the traffic that was moved.
 *
 * @param fromWeight it is there from this share of the destination on
 * @param saturatesAboveWeight it grows from nothing at this share to all of it at 100 %; 1 = it does not depend on it
 * @param warmUpSeconds it fades from the first request of the destination on, to 1/e in so many seconds; 0 = it stays
 */
record Reach(double fromWeight, double saturatesAboveWeight, double warmUpSeconds) {
    static final Reach EVERYWHERE = new Reach(0, 1, 0);

    /** How much of it there is at this share of the destination, from 0 to 1. */
    double strength(double weight, double secondsOfTraffic) {
        if (weight < fromWeight) {
            return 0;
        }
        double saturated =
                saturatesAboveWeight == 1 ? 1 : Math.max(0, weight - saturatesAboveWeight) / (1 - saturatesAboveWeight);
        return warmUpSeconds == 0 ? saturated : saturated * Math.exp(-secondsOfTraffic / warmUpSeconds);
    }
}
