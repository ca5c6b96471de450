package dev.gangway.domain.analysis;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.traffic.Protocol;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * What the destination must keep, and what may be risked to find out.
 *
 * @param errors the limit for failed requests
 * @param latency the limit for slow requests; connections have none
 * @param risk how sure a verdict must be, and how much it may cost to get it
 * @param failures which answers count as failed; of requests only
 * @param protocol whether requests or connections are counted, and fail
 */
public record Objectives(
        ErrorObjective errors, LatencyObjective latency, RiskLimits risk, FailureCriteria failures, Protocol protocol) {
    /** Sensible for a service that nobody has said anything about. */
    public static final Objectives DEFAULT = new Objectives(
            new ErrorObjective(OptionalDouble.empty(), 1.2, 0.0001),
            new LatencyObjective(0.99, OptionalDouble.empty(), 1.1, 10),
            new RiskLimits(0.001, 20, 5, Duration.ofMinutes(2), Pace.EVIDENCE),
            FailureCriteria.DEFAULT);

    /** Needs all parts. */
    public Objectives {
        requireNonNull(errors, "errors");
        requireNonNull(latency, "latency");
        requireNonNull(risk, "risk");
        requireNonNull(failures, "failures");
        requireNonNull(protocol, "protocol");
    }

    /** Of a service that speaks HTTP. */
    public Objectives(ErrorObjective errors, LatencyObjective latency, RiskLimits risk, FailureCriteria failures) {
        this(errors, latency, risk, failures, Protocol.HTTP);
    }

    /** The same for a service that speaks something else. */
    public Objectives of(Protocol another) {
        return new Objectives(errors, latency, risk, failures, another);
    }

    /** What is counted of the service to judge it. */
    public Counting counting() {
        return new Counting(protocol == Protocol.TCP ? Signal.CONNECTIONS : Signal.REQUESTS_SENT, failures);
    }

    /**
     * The destination's error ratio is at most {@code maximum}, if given, and at most the source's times {@code factor} plus
     * {@code margin}. Where the source itself breaks the maximum, only the comparison counts: going back would help nobody.
     *
     * @param maximum from 0 to 1
     * @param factor at least 1
     * @param margin from 0 to 1
     */
    public record ErrorObjective(OptionalDouble maximum, double factor, double margin) {
        /** Checks the ranges; throws IllegalArgumentException. */
        public ErrorObjective {
            maximum.ifPresent(m -> require(m >= 0 && m <= 1, "maximum error ratio", m, "between 0 and 1"));
            require(factor >= 1, "error factor", factor, "at least 1");
            require(margin >= 0 && margin <= 1, "error margin", margin, "between 0 and 1");
        }

        /** The ratio that the destination may not exceed, given the source's. */
        double limit(double source) {
            double relative = source * factor + margin;
            return maximum.isPresent() && source <= maximum.getAsDouble()
                    ? Math.min(maximum.getAsDouble(), relative)
                    : relative;
        }
    }

    /**
     * The destination's requests take at most as long as the source's times {@code factor} plus {@code allowanceMillis} for
     * the way through the other network, and at the quantile at most {@code maximumMillis}, if given. Where the source itself
     * breaks the maximum, only the comparison counts.
     *
     * @param quantile of the maximum, and the one that people are shown; above 0 and below 1
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

        /** The latency at the source that the destination's of so many milliseconds is held against. */
        double atSource(double millis) {
            return Math.max(0, (millis - allowanceMillis) / factor);
        }

        /** The latency at the destination that is held against one of so many milliseconds at the source. */
        double atDestination(double millis) {
            return millis * factor + allowanceMillis;
        }

        /** The latency in ms that the destination may not exceed, given the source's at the same quantile. */
        double limitMillis(double source) {
            double relative = atDestination(source);
            return maximumMillis.isPresent() && source <= maximumMillis.getAsDouble()
                    ? Math.min(maximumMillis.getAsDouble(), relative)
                    : relative;
        }
    }

    /** What a shift goes by when it rises. */
    public enum Pace {
        /** By what could be lost at the next step, as far as is known. */
        EVIDENCE,
        /** By the clock: after the soak, unless something speaks against it. */
        INTERVAL
    }

    /**
     * How sure, and how eager.
     *
     * @param falseRollbacks the share of good shifts that may be rolled back, nominally: evidence of harm must reach 1 over
     *     this; above 0, at most 0.1
     * @param exposureBudget how many requests a step may cost in the worst case that is still plausible, above 0
     * @param minimumRequests how many requests to the destination a step needs, at least 1
     * @param maximumSoak after this long at a step, one request and nothing that speaks against it are enough
     * @param pace what a rise goes by
     */
    public record RiskLimits(
            double falseRollbacks, double exposureBudget, int minimumRequests, Duration maximumSoak, Pace pace) {
        /** Checks the ranges; throws IllegalArgumentException. */
        public RiskLimits {
            require(
                    falseRollbacks > 0 && falseRollbacks <= 0.1,
                    "false rollback rate",
                    falseRollbacks,
                    "above 0 and at most 0.1");
            require(exposureBudget > 0, "exposure budget", exposureBudget, "above 0 requests");
            require(minimumRequests >= 1, "minimum of requests", minimumRequests, "at least 1");
            require(
                    !maximumSoak.isNegative() && maximumSoak.compareTo(Duration.ofDays(7)) <= 0,
                    "maximum soak in seconds",
                    (double) maximumSoak.toSeconds(),
                    "between 0 s and 7 days");
            requireNonNull(pace, "pace");
        }

        /** How much likelier harm must be than none before a shift is rolled back. */
        double oddsOfHarm() {
            return 1 / falseRollbacks;
        }
    }

    private static void require(boolean holds, String what, double value, String range) {
        if (!holds || Double.isInfinite(value)) {
            throw new IllegalArgumentException(what + " " + value + " must be " + range);
        }
    }
}
