package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.shift.Phase.Moving;
import dev.gangway.domain.shift.Reason.Cause;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.traffic.Weight;
import java.time.Duration;
import java.util.Optional;

/**
 * At the last rung with the rest at the source as the control, then at all traffic, judged all the while. Exits: Baking(all),
 * Shifting(a lower rung), Succeeded, Paused, RollingBack, Restoring, Released.
 *
 * @param weight the destination's share
 */
public record Baking(Weight weight) implements Moving {
    /** Needs a weight. */
    public Baking {
        requireNonNull(weight, "weight");
    }

    /** Whether the source has nothing left to compare with. */
    boolean isWatch() {
        return weight.equals(Weight.ALL);
    }

    @Override
    public Phase.Kind kind() {
        return Phase.Kind.BAKING;
    }

    @Override
    public Optional<RouteTarget> target(ShiftPlan plan) {
        return Optional.of(Routes.at(plan, weight));
    }

    @Override
    public Decision decide(ShiftPlan plan, Observation seen) {
        Duration time = isWatch() ? plan.pacing().watch() : plan.pacing().bake();
        return Interruption.of(this, plan, seen)
                .or(() -> Retreat.of(this, weight, plan, seen))
                .or(() -> finishedByPromotion(plan, seen))
                .or(() -> Waiting.toRise(this, plan, seen, time))
                .or(() -> Waiting.forPods(this, plan, seen))
                .orElseGet(() -> isWatch()
                        ? Decision.go(
                                new Succeeded(), Reason.of(seen.assessment().orElseThrow()))
                        : toAll(plan, seen));
    }

    private Decision toAll(ShiftPlan plan, Observation seen) {
        Passage passage = Passage.rise(seen, Weight.ALL);
        Reason reason = Reason.of(seen.assessment().orElseThrow());
        return Admission.hold(this, passage, plan, seen)
                .orElseGet(
                        () -> Decision.go(new Baking(Weight.ALL), Admission.told(reason, this, passage, plan, seen)));
    }

    /** A promoted shift has succeeded when its watch is over, even where there is too little traffic for a verdict. */
    private Optional<Decision> finishedByPromotion(ShiftPlan plan, Observation seen) {
        boolean over = isWatch()
                && seen.request().intent() == Intent.PROMOTE
                && seen.stoodFor(plan.pacing().watch());
        return over
                ? Optional.of(Decision.go(
                        new Succeeded(),
                        Reason.of(Cause.TIME, "watched since it was promoted, and nothing spoke against it")))
                : Optional.empty();
    }
}
