package dev.gangway.domain.shift;

import dev.gangway.domain.shift.Phase.Moving;
import java.util.Optional;

/**
 * The only phase that raises the destination's weight, one step at a time, on a HEALTHY verdict. Exits: Shifting(next
 * step), Baking, Paused, RollingBack, Restoring, Released.
 */
public record Shifting(int step) implements Moving {
    /** Throws IllegalArgumentException for a negative step. */
    public Shifting {
        if (step < 0) {
            throw new IllegalArgumentException("step " + step + " is below 0");
        }
    }

    @Override
    public Phase.Kind kind() {
        return Phase.Kind.SHIFTING;
    }

    @Override
    public Optional<RouteTarget> target(ShiftPlan plan) {
        return Optional.of(Routes.at(plan, plan.ladder().weightAt(step)));
    }

    @Override
    public Decision decide(ShiftPlan plan, Observation seen) {
        return Interruption.of(this, plan, seen)
                .or(() -> Waiting.toRise(this, plan, seen, plan.pacing().soak()))
                .orElseGet(() -> rise(plan, seen));
    }

    private Decision rise(ShiftPlan plan, Observation seen) {
        Phase next = step + 1 < plan.ladder().lastStep() ? new Shifting(step + 1) : new Baking(Baking.Share.CONTROL);
        return Decision.go(next, Reason.of(seen.assessment().orElseThrow()));
    }
}
