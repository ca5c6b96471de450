package dev.gangway.domain.shift;

import dev.gangway.domain.shift.Reason.Cause;
import java.util.Optional;

/** The deleted shift may go; what stands is left alone. No exit. */
public record Released() implements Phase {
    @Override
    public Phase.Kind kind() {
        return Phase.Kind.RELEASED;
    }

    @Override
    public Optional<RouteTarget> target(ShiftPlan plan) {
        return Optional.empty();
    }

    @Override
    public Decision decide(ShiftPlan plan, Observation seen) {
        return Decision.go(this, Reason.of(Cause.PERSON, "deleted"));
    }
}
