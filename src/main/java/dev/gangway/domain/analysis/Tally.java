package dev.gangway.domain.analysis;

/**
 * So many bad requests of so many. Fractions, since a tail of latency is read inside a bucket, and old ones fade.
 *
 * @param bad from 0 to requests
 * @param requests 0 or more
 */
public record Tally(double bad, double requests) {
    /** Nothing. */
    public static final Tally NONE = new Tally(0, 0);

    /** Checks the ranges; throws IllegalArgumentException. */
    public Tally {
        if (!(bad >= 0 && bad <= requests && requests < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(bad + " bad of " + requests + " requests");
        }
    }

    /** Bad over all; 0 without requests. */
    double ratio() {
        return requests == 0 ? 0 : bad / requests;
    }

    /** How much likelier this is with its own share of bad requests than with another, as a logarithm: 0 or more. */
    double surprise(double other) {
        double share = ratio();
        return part(bad, share, other) + part(requests - bad, 1 - share, 1 - other);
    }

    private static double part(double count, double share, double other) {
        return count == 0 ? 0 : count * Math.log(share / other);
    }

    Tally rounded() {
        return new Tally(Digits.three(bad), Digits.three(requests));
    }

    Tally plus(Tally other) {
        return new Tally(bad + other.bad, requests + other.requests);
    }

    /** The newer ones, and this with less weight: times a factor between 0 and 1. */
    Tally fadingInto(Tally newer, double factor) {
        return new Tally(bad * factor + newer.bad, requests * factor + newer.requests);
    }
}
