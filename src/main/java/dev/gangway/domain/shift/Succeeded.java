package dev.gangway.domain.shift;

import dev.gangway.domain.shift.Reason.Cause;
import dev.gangway.domain.traffic.Weight;
import java.util.Optional;

/** All traffic is at the destination, and kept there. Exits: RollingBack, Restoring, Released. */
public record Succeeded() implements Phase {
    @Override
    public Phase.Kind kind() {
        return Phase.Kind.SUCCEEDED;
    }

    @Override
    public Optional<RouteTarget> target(ShiftPlan plan) {
        return Optional.of(Routes.at(plan, Weight.ALL));
    }

    @Override
    public Decision decide(ShiftPlan plan, Observation seen) {
        return Interruption.backwards(this, plan, seen)
                .orElseGet(() -> Decision.go(this, Reason.of(Cause.TIME, "all traffic is at " + plan.destination())));
    }
}
