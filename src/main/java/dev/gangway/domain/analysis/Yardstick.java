package dev.gangway.domain.analysis;

import dev.gangway.domain.analysis.Objectives.LatencyObjective;

/**
 * Which requests are bad by one measure: at the destination those slower than a bucket's edge, and at the source those slower
 * than the latency that this edge is held against. That latency lies inside a bucket of which only the count is known; what
 * part of it is slower is told by the shape of the source's tail before the shift, and then taken to stay.
 *
 * @param edgeMillis the bucket's edge at the destination; 0 for errors
 * @param lowerMillis the lower edge of the source's bucket
 * @param upperMillis the upper edge of the source's bucket
 * @param share what part of that bucket's requests is slow, from 0 to 1
 */
public record Yardstick(double edgeMillis, double lowerMillis, double upperMillis, double share) {
    /** Of what is not about latency. */
    public static final Yardstick NONE = new Yardstick(0, 0, 0, 0);

    /** Checks the ranges; throws IllegalArgumentException. */
    public Yardstick {
        if (!(edgeMillis >= 0 && lowerMillis >= 0 && upperMillis >= lowerMillis && share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "yardstick of %s ms, %s of %s to %s ms".formatted(edgeMillis, share, lowerMillis, upperMillis));
        }
    }

    /**
     * For one edge. Between two edges the tail is taken to fall as a power of the latency, which heavy tails do; a straight
     * line would make ten times too many requests of a bucket's slow end slow.
     */
    static Yardstick of(double edgeMillis, LatencyObjective latency, LatencyHistogram source) {
        double millis = latency.atSource(edgeMillis);
        double lower = source.lowerEdgeMillis(millis);
        double upper = source.upperEdgeMillis(millis);
        double above = source.above(upper);
        double inside = source.above(lower) - above;
        if (Double.isInfinite(upper)) {
            return new Yardstick(edgeMillis, lower, lower, 0);
        }
        if (inside <= 0) {
            return new Yardstick(edgeMillis, lower, upper, 0);
        }
        double least = Math.max(above, 0.5);
        double part = lower == 0 ? millis / upper : Math.log(millis / lower) / Math.log(upper / lower);
        double tail = (inside + above) * Math.pow(least / (inside + above), part);
        return new Yardstick(edgeMillis, lower, upper, Math.min(1, Math.max(0, (tail - above) / inside)));
    }

    Yardstick rounded() {
        return new Yardstick(edgeMillis, lowerMillis, upperMillis, Digits.three(share));
    }

    Tally atDestination(Traffic traffic) {
        double count = traffic.latency().count();
        return new Tally(Math.min(count, traffic.latency().above(edgeMillis)), count);
    }

    Tally atSource(Traffic traffic) {
        double count = traffic.latency().count();
        double above = traffic.latency().above(upperMillis);
        double inside = traffic.latency().above(lowerMillis) - above;
        return new Tally(Math.min(count, above + share * inside), count);
    }
}
