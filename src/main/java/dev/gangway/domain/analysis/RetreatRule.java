package dev.gangway.domain.analysis;

import dev.gangway.domain.traffic.Weight;
import java.util.Optional;

/**
 * One tick that looks very wrong is no proof: it may be a burst, or the beginning of lasting harm. Where waiting for the
 * proof would cost more than a few requests, the destination gets little traffic until it is clear. What looks wrong at the
 * same weight for the third time and right below it is the weight's fault, and goes back. At all traffic it looks beside a
 * control, unless the source has such bursts too.
 */
record RetreatRule(Control control) implements Rule {
    /** How much likelier harm must make this one tick: e to this. */
    private static final double ALARM = 6;

    private static final double WORTH_FAILURES = 5;

    /** Little traffic, but enough to come to an end soon. */
    private static final double LITTLE = 0.05;

    private static final int TIMES = 3;

    @Override
    public Optional<Ruling> rule(Look look) {
        TrackTick errors = look.errors();
        double cost = errors.excess() * look.rateAt(look.weight()) * look.reaction();
        boolean lackedControl = look.gathered().lackedControl(look.window());
        if (errors.alarm() < ALARM || cost < WORTH_FAILURES || lackedControl) {
            return Optional.empty();
        }
        if (control.isGiven() && look.lacksControl()) {
            return errors.track().norm().hasBursts()
                    ? Optional.empty()
                    : Optional.of(control.alone(look, errors, TIMES));
        }
        Optional<Weight> lower = look.lower(LITTLE);
        return Look.share(look.weight()) < 2 * LITTLE || lower.isEmpty()
                ? Optional.empty()
                : Optional.of(retreat(look, lower.get()));
    }

    private static Ruling retreat(Look look, Weight lower) {
        Doubt doubt = Doubt.again(
                look.gathered().doubt(),
                Doubt.Kind.DESTINATION,
                look.weight(),
                look.window().to(),
                !look.hasStoodFor(Doubt.LATELY));
        Conclusion conclusion =
                doubt.times() >= TIMES ? Conclusion.harm(Ground.DOUBT_REPEATED) : Conclusion.lower(Ground.DOUBT, lower);
        return Ruling.of(look, conclusion).remembering(doubt);
    }
}
