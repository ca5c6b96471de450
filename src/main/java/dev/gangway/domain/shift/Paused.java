package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.shift.Phase.Moving;
import dev.gangway.domain.shift.Request.Intent;
import java.util.Optional;

/**
 * Does not rise; judging goes on, and where the judge wants to look closer at a lower weight it may. Exits: the phase it
 * interrupted, Paused(a lower rung), Baking (promote), RollingBack, Restoring, Released.
 */
public record Paused(Moving resumeTo, Reason reason) implements Phase {
    /** Needs both. */
    public Paused {
        requireNonNull(resumeTo, "resumeTo");
        requireNonNull(reason, "reason");
    }

    @Override
    public Phase.Kind kind() {
        return Phase.Kind.PAUSED;
    }

    @Override
    public Optional<RouteTarget> target(ShiftPlan plan) {
        return resumeTo.target(plan);
    }

    @Override
    public Decision decide(ShiftPlan plan, Observation seen) {
        Optional<Decision> interrupted = Interruption.backwards(this, plan, seen);
        if (interrupted.isPresent()) {
            return interrupted.get();
        }
        if (seen.request().intent() == Intent.PAUSE || plan.mode() == ShiftPlan.Mode.OBSERVE) {
            return Retreat.of(this, plan, seen).orElseGet(() -> Decision.go(this, reason));
        }
        if (seen.request().intent() == Intent.PROMOTE && resumeTo.kind() != Phase.Kind.PREPARING) {
            return Interruption.promote(this, plan, seen, Retreat.of(this, plan, seen));
        }
        return Decision.go(resumeTo, Reason.of(seen.request(), "resumed"));
    }
}
