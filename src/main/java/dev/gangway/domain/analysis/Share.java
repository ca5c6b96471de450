package dev.gangway.domain.analysis;

import dev.gangway.domain.traffic.TrafficSplit;

/**
 * So many requests to the destination of so many to both sides. Fractions, since some of those that got lost count for each.
 *
 * @param toDestination from 0 to requests
 * @param requests 0 or more
 */
public record Share(double toDestination, double requests) {
    /** Nothing. */
    public static final Share NONE = new Share(0, 0);

    /** Checks the ranges; throws IllegalArgumentException. */
    public Share {
        if (!(toDestination >= 0 && toDestination <= requests && requests < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(toDestination + " requests to the destination of " + requests);
        }
    }

    /**
     * What clients made of a split. Nobody knows which side a request that reached no cluster was meant for, so those count as
     * the split has it, or as nearly so as they can.
     */
    static Share of(ClientCounts clients, TrafficSplit split) {
        double there = clients.to(split.destination());
        double all = there + clients.to(split.source()) + clients.lost();
        double routed = all * Look.share(split.toDestination());
        return new Share(Math.min(there + clients.lost(), Math.max(there, routed)), all);
    }

    Share plus(Share other) {
        return new Share(toDestination + other.toDestination, requests + other.requests);
    }

    /** The destination's part; 0 without requests. */
    double ratio() {
        return requests == 0 ? 0 : toDestination / requests;
    }
}
