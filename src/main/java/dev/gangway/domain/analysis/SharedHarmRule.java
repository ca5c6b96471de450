package dev.gangway.domain.analysis;

import dev.gangway.domain.traffic.Weight;
import java.util.Optional;

/**
 * Both sides worse than usual is an incident that has nothing to do with the shift, or harm that the shift does to both, say
 * by a database that they share. Only when it began with a step can it be the step: then it is tried out by going back one
 * rung. If both recover there and become worse again at the same step, it was the step. Otherwise the shift waits until
 * both have recovered. A source that is worse alone holds nobody up. At all traffic the source is not seen any more, so it
 * gets a part back to see whether it still suffers.
 */
record SharedHarmRule(Control control) implements Rule {
    private static final double TIMES_USUAL = 3;
    private static final double MARGIN = 0.005;
    private static final double LATENCY_MARGIN = 0.02;
    private static final int LEAST_BAD = 3;
    private static final double LEAP = 2;
    private static final int TIMES = 2;

    /** Incidents of a source that has them may begin with the same step twice by chance. */
    private static final int TIMES_WITH_BURSTS = 3;

    @Override
    public Optional<Ruling> rule(Look look) {
        boolean triesOut = triesOut(look);
        Optional<TrackTick> leap = triesOut ? Optional.empty() : leapAtStep(look);
        Optional<Weight> below = leap.isPresent() ? look.ladder().below(look.weight()) : Optional.empty();
        if (below.isPresent()) {
            return Optional.of(tryOut(look, leap.get(), below.get()));
        }
        if (look.weight().equals(Weight.ALL)) {
            return control.isGiven() && look.lacksControl() && areBothWorse(look.errors())
                    ? Optional.of(control.alone(look, look.errors(), Control.TIMES_WITH_REASON))
                    : Optional.empty();
        }
        boolean awaitsRecovery = triesOut && !look.isSoaked();
        for (TrackTick tick : look.ticks()) {
            if (awaitsRecovery ? isStillWorse(tick) : areBothWorse(tick)) {
                return Optional.of(Ruling.of(look, Conclusion.hold(Ground.BOTH_WORSE, 0)));
            }
        }
        return Optional.empty();
    }

    /** The source has not recovered below the step. */
    private static boolean isStillWorse(TrackTick tick) {
        return isWorse(tick, tick.source()) || isWorse(tick, tick.track().source());
    }

    /** What is slow may stay so for good, on both sides; what fails is waited for. */
    private static boolean areBothWorse(TrackTick tick) {
        return !tick.isLatency()
                && isWorse(tick, tick.track().source())
                && isWorse(tick, tick.track().destination());
    }

    /** By which measure both sides became worse in the first tick or two of a higher weight; empty where they did not. */
    private static Optional<TrackTick> leapAtStep(Look look) {
        if (!look.isJustThere() || look.gathered().previous().compareTo(look.weight()) >= 0) {
            return Optional.empty();
        }
        for (TrackTick tick : look.ticks()) {
            boolean leapt = tick.source().ratio() > LEAP * tick.sourceBefore().ratio();
            if (leapt && isWorse(tick, tick.source()) && isWorse(tick, tick.destination())) {
                return Optional.of(tick);
            }
        }
        return Optional.empty();
    }

    private static boolean isWorse(TrackTick tick, Tally seen) {
        double margin = tick.isLatency() ? LATENCY_MARGIN : MARGIN;
        return seen.bad() >= LEAST_BAD
                && seen.ratio() > TIMES_USUAL * tick.track().norm().ratio() + margin;
    }

    /** Whether the present weight was gone back to in order to see whether both sides recover. */
    private static boolean triesOut(Look look) {
        Optional<Doubt> doubt = look.gathered().doubt();
        return doubt.isPresent()
                && doubt.get().kind() == Doubt.Kind.BOTH_SIDES
                && doubt.get().at().compareTo(look.weight()) > 0;
    }

    private static Ruling tryOut(Look look, TrackTick leap, Weight below) {
        Doubt doubt = Doubt.again(
                look.gathered().doubt(),
                Doubt.Kind.BOTH_SIDES,
                look.weight(),
                look.window().to(),
                !look.hasStoodFor(Doubt.LATELY));
        int times = look.hadBursts(leap) ? TIMES_WITH_BURSTS : TIMES;
        Conclusion conclusion = doubt.times() >= times
                ? Conclusion.harm(Ground.SHARED_HARM)
                : Conclusion.lower(Ground.SHARED_DOUBT, below);
        return Ruling.of(look, conclusion).remembering(doubt);
    }
}
