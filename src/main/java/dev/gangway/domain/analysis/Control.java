package dev.gangway.domain.analysis;

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

    /** A source that has bursts, or was seen to suffer too, may do so twice while nobody sees. */
    static final int TIMES_WITH_REASON = 4;

    /** What has nothing to do with the weight comes this soon after arriving there by chance only, in ticks. */
    private static final double SOON = 12;

    /** So long a destination is borne because the source may suffer too. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

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
        if (look.control().compareTo(look.weight()) < 0) {
            return Optional.of(alone(look, harmful, TIMES_WITH_REASON));
        }
        return look.hasStoodFor(PATIENCE)
                ? Optional.empty()
                : Optional.of(Ruling.of(look, Conclusion.hold(Ground.SOURCE_MAY_SUFFER_TOO, harmful.harm())));
    }

    /**
     * Back to where the source gets a part again; or all the way back where that was done so often, and the destination was
     * well beside its control.
     *
     * @param times how often at most, where neither bursts of the source nor what it suffered give a reason for more
     */
    Ruling alone(Look look, TrackTick harmful, int times) {
        Optional<Trial> before = look.trial();
        boolean hasReason =
                look.hadBursts(harmful) || before.filter(Trial::explained).isPresent();
        boolean isSoon = !look.hasStoodFor(Duration.ofMillis((long) (SOON * look.tickMillis())));
        Trial trial = Trial.next(before.filter(known -> isSoon || !hasReason), look.weight(), harmful.isLatency());
        int most = hasReason ? TIMES_WITH_REASON : times;
        return trial.times() >= most
                ? Ruling.of(look, Conclusion.harm(Ground.ALONE_REPEATED))
                : Ruling.of(look, Conclusion.lower(Ground.NEEDS_CONTROL, look.control()))
                        .forgettingAll()
                        .remembering(trial);
    }
}
