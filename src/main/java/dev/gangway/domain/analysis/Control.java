package dev.gangway.domain.analysis;

import dev.gangway.domain.traffic.Weight;
import java.time.Duration;
import java.util.Optional;

/**
 * A part of the traffic that the source keeps or gets back, to compare with. An incident of both sides looks like the
 * destination's harm where nothing is left beside it, or so little that its few failures do not stand out.
 *
 * @param isGiven whether there is any; false only in the bench, to show what it is good for
 */
record Control(boolean isGiven) {
    /** What was found at all traffic a second time, though a control had nothing to show, is the destination's. */
    static final int TIMES = 2;

    /** A source with bursts of its own may have them twice while nobody sees: only what comes back at once is no burst. */
    private static final int TIMES_WITH_BURSTS = 4;

    private static final Duration AT_ONCE = Duration.ofMinutes(4);

    /** What to do instead of going back all the way, if that rests on no fair comparison; empty where it does. */
    Optional<Ruling> comparison(Look look, TrackTick harmful) {
        if (!isGiven) {
            return Optional.empty();
        }
        if (look.lacksControl()) {
            return Optional.of(alone(look, harmful, TIMES));
        }
        if (!harmful.sourceMaySufferToo()) {
            return Optional.empty();
        }
        Weight rung = look.control();
        return Optional.of(
                rung.compareTo(look.weight()) < 0
                        ? Ruling.of(look, Conclusion.lower(Ground.NEEDS_CONTROL, rung))
                                .forgettingAll()
                        : Ruling.of(look, Conclusion.hold(Ground.SOURCE_MAY_SUFFER_TOO, harmful.harm())));
    }

    /**
     * Back to where the source gets a part again; or all the way back where that has been done so often and the destination
     * was well beside its control.
     */
    Ruling alone(Look look, TrackTick harmful, int times) {
        boolean bursts = harmful.track().norm().hasBursts();
        Doubt doubt = Doubt.again(
                look.doubt(),
                Doubt.Kind.WITHOUT_CONTROL,
                look.weight(),
                look.window().to(),
                bursts ? AT_ONCE : Doubt.LATELY);
        return doubt.times() >= (bursts ? TIMES_WITH_BURSTS : times)
                ? Ruling.of(look, Conclusion.harm(Ground.ALONE_REPEATED))
                : Ruling.of(look, Conclusion.lower(Ground.NEEDS_CONTROL, look.control()))
                        .forgettingAll()
                        .remembering(doubt);
    }
}
