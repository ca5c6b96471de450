package dev.gangway.domain.analysis;

import static java.util.Objects.requireNonNull;

/**
 * What is followed of one measure from tick to tick.
 *
 * @param measure which way to be bad
 * @param yardstick which requests are bad
 * @param norm what was normal at the source before the shift
 * @param harm the evidence that the destination is worse than allowed
 * @param source what was seen of the source lately; older ticks fade
 * @param destination the same of the destination, fading faster
 */
public record Track(
        Measure measure, Yardstick yardstick, Norm norm, HarmEvidence harm, Tally source, Tally destination) {
    private static final double SOURCE_FADES = 0.8;
    private static final double DESTINATION_FADES = 0.6;
    private static final double CLEARLY_BETTER = 2;
    private static final double CLEARLY = 3;
    private static final double LEAST = 2;

    /** Needs all parts. */
    public Track {
        requireNonNull(measure, "measure");
        requireNonNull(yardstick, "yardstick");
        requireNonNull(norm, "norm");
        requireNonNull(harm, "harm");
        requireNonNull(source, "source");
        requireNonNull(destination, "destination");
    }

    /** With what a tick shows of both sides, and the harm that follows from it. */
    Track with(Tally recentlyAtSource, Tally recentlyAtDestination, HarmEvidence evidence) {
        return new Track(measure, yardstick, norm, evidence, recentlyAtSource, recentlyAtDestination);
    }

    /** The destination's last few ticks with one more. */
    Tally destinationWith(Tally tick) {
        return destination.fadingInto(tick, DESTINATION_FADES);
    }

    /**
     * The destination's last few ticks with one more, as if it had always got as many requests as in this one: what it answered
     * well at a higher weight must not outvote what fails at this.
     */
    Tally destinationAtRateOf(Tally tick) {
        double most = tick.requests() * DESTINATION_FADES / (1 - DESTINATION_FADES);
        return destination.fadingInto(tick, Math.min(DESTINATION_FADES, most / Math.max(1e-9, destination.requests())));
    }

    /** The source's last few ticks with one more. */
    Tally sourceWith(Tally tick) {
        return source.fadingInto(tick, SOURCE_FADES);
    }

    /**
     * The source's last few ticks as the destination gets all traffic: what both sides suffered from still excuses the
     * destination, but no more than it suffered itself beside the source.
     */
    Tally sourceLeft() {
        return destination.requests() > 0 && destination.ratio() < source.ratio() ? destination : source;
    }

    /** The same later on: the excuse stays, unless the destination is clearly better. */
    Tally sourceLeft(Tally recentlyAtDestination) {
        boolean stillExcuses = recentlyAtDestination.ratio() > source.ratio() / CLEARLY_BETTER;
        return stillExcuses ? source : source.fadingInto(Tally.NONE, SOURCE_FADES);
    }

    Track rounded() {
        return new Track(
                measure, yardstick.rounded(), norm.rounded(), harm.rounded(), source.rounded(), destination.rounded());
    }

    Track with(HarmEvidence evidence) {
        return new Track(measure, yardstick, norm, evidence, source, destination);
    }

    /**
     * The share of bad requests that the destination is held against: the source's normal one, or its present one where that
     * is clearly higher, each with its standard error. A source that is worse now has a reason that may be the destination's too.
     *
     * @param recently what its last few ticks show
     * @param now what this tick shows of it
     */
    double reference(Tally recently, Tally now) {
        return Math.max(norm.usual(), Math.max(present(recently), present(now)));
    }

    private double present(Tally seen) {
        if (seen.requests() == 0) {
            return 0;
        }
        double expected = norm.ratio() * seen.requests();
        double noise = norm.dispersion().factor(expected, 1);
        boolean clearlyWorse = seen.bad() - expected > CLEARLY * Math.sqrt(noise * expected) + LEAST;
        return clearlyWorse ? seen.ratio() + CLEARLY * Math.sqrt(noise * seen.ratio() / seen.requests()) : 0;
    }
}
