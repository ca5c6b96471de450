package dev.gangway.domain.analysis;

import dev.gangway.domain.traffic.Weight;
import java.util.Optional;

/**
 * Both sides worse than usual is an incident that has nothing to do with the shift, or harm that the shift does to both, say
 * by a database that they share. Only when it began with a step can it be the step: then it is tried out by going back one
 * rung. If both recover there and become worse again at the same step, it was the step. Otherwise the shift waits until
 * both have recovered. A source that is worse alone holds nobody up.
 */
final class SharedHarmRule implements Rule {
    private static final double TIMES_USUAL = 3;
    private static final double MARGIN = 0.005;
    private static final int LEAST_FAILURES = 3;
    private static final int TIMES = 2;

    @Override
    public Optional<Ruling> rule(Look look) {
        double worse = TIMES_USUAL * look.errors().track().norm().ratio() + MARGIN;
        boolean triesOut = triesOut(look);
        boolean destinationToo = isWorse(look.errors().destination(), worse) || (triesOut && !look.isSoaked());
        if (!isWorse(look.errors().source(), worse) || !destinationToo) {
            return Optional.empty();
        }
        Optional<Weight> below = look.ladder().below(look.weight());
        boolean beganWithStep = look.holdsStep() && look.gathered().previous().compareTo(look.weight()) < 0;
        return Optional.of(
                beganWithStep && !triesOut && below.isPresent()
                        ? tryOut(look, below.get())
                        : Ruling.of(look, Conclusion.hold(Ground.BOTH_WORSE, 0)));
    }

    /** Whether the present weight was gone back to in order to see whether both sides recover. */
    private static boolean triesOut(Look look) {
        Optional<Doubt> doubt = look.gathered().doubt();
        return doubt.isPresent()
                && doubt.get().kind() == Doubt.Kind.BOTH_SIDES
                && doubt.get().at().compareTo(look.weight()) > 0;
    }

    private static Ruling tryOut(Look look, Weight below) {
        Doubt doubt = Doubt.again(
                look.gathered().doubt(),
                Doubt.Kind.BOTH_SIDES,
                look.weight(),
                look.window().to());
        Conclusion conclusion = doubt.times() >= TIMES
                ? Conclusion.harm(Ground.SHARED_HARM)
                : Conclusion.lower(Ground.SHARED_DOUBT, below);
        return Ruling.of(look, conclusion).remembering(doubt);
    }

    private static boolean isWorse(Tally seen, double than) {
        return seen.bad() >= LEAST_FAILURES && seen.ratio() > than;
    }
}
