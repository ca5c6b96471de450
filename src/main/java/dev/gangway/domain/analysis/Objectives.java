package dev.gangway.domain.analysis;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * What the destination must keep, absolutely and against the source.
 *
 * @param errors the limit for failed requests
 * @param latency the limit for slow requests
 * @param minimumRequests how many requests to the destination a verdict needs, at least 1
 */
public record Objectives(ErrorObjective errors, LatencyObjective latency, int minimumRequests) {
    /** At most 1 % errors and 1.5 times the source's + 0.5 points; p99 at most 1.5 times the source's + 10 ms; 50 requests. */
    public static final Objectives DEFAULT = new Objectives(
            new ErrorObjective(0.01, 1.5, 0.005), new LatencyObjective(0.99, OptionalDouble.empty(), 1.5, 10), 50);

    /** Checks the minimum; throws IllegalArgumentException. */
    public Objectives {
        requireNonNull(errors, "errors");
        requireNonNull(latency, "latency");
        if (minimumRequests < 1) {
            throw new IllegalArgumentException("minimumRequests " + minimumRequests + " is below 1");
        }
    }

    /**
     * The destination's error ratio is at most {@code maximum}, and at most the source's times {@code factor} plus
     * {@code margin}. Where the source itself breaks the maximum, only the comparison counts: going back would help nobody.
     *
     * @param maximum from 0 to 1
     * @param factor at least 1
     * @param margin from 0 to 1
     */
    public record ErrorObjective(double maximum, double factor, double margin) {
        /** Checks the ranges; throws IllegalArgumentException. */
        public ErrorObjective {
            require(maximum >= 0 && maximum <= 1, "maximum error ratio", maximum, "between 0 and 1");
            require(factor >= 1, "error factor", factor, "at least 1");
            require(margin >= 0 && margin <= 1, "error margin", margin, "between 0 and 1");
        }

        /** The ratio that the destination may not exceed, given the source's; empty = no source to compare with. */
        double limit(OptionalDouble source) {
            if (source.isEmpty()) {
                return maximum;
            }
            double relative = source.getAsDouble() * factor + margin;
            return source.getAsDouble() > maximum ? relative : Math.min(maximum, relative);
        }
    }

    /**
     * The destination's latency at a quantile is at most {@code maximumMillis}, if given, and at most the source's times
     * {@code factor} plus {@code allowanceMillis} for the way through the other network.
     *
     * @param quantile above 0 and below 1
     * @param maximumMillis above 0
     * @param factor at least 1
     * @param allowanceMillis 0 or more
     */
    public record LatencyObjective(
            double quantile, OptionalDouble maximumMillis, double factor, double allowanceMillis) {
        /** Checks the ranges; throws IllegalArgumentException. */
        public LatencyObjective {
            require(quantile > 0 && quantile < 1, "latency quantile", quantile, "between 0 and 1");
            maximumMillis.ifPresent(m -> require(m > 0, "maximum latency", m, "above 0 ms"));
            require(factor >= 1, "latency factor", factor, "at least 1");
            require(allowanceMillis >= 0, "latency allowance", allowanceMillis, "at least 0 ms");
        }

        /** The latency in ms that the destination may not exceed, given the source's; empty = nothing to hold it against. */
        OptionalDouble limitMillis(OptionalDouble source) {
            if (source.isEmpty()) {
                return maximumMillis;
            }
            double relative = source.getAsDouble() * factor + allowanceMillis;
            boolean sourceKeepsMaximum =
                    maximumMillis.isPresent() && source.getAsDouble() <= maximumMillis.getAsDouble();
            return OptionalDouble.of(sourceKeepsMaximum ? Math.min(maximumMillis.getAsDouble(), relative) : relative);
        }
    }

    private static void require(boolean holds, String what, double value, String range) {
        if (!holds || Double.isInfinite(value)) {
            throw new IllegalArgumentException(what + " " + value + " must be " + range);
        }
    }
}
