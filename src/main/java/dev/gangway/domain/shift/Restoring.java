package dev.gangway.domain.shift;

import dev.gangway.domain.shift.Reason.Cause;
import dev.gangway.domain.shift.RouteTarget.Stage;
import java.util.Optional;

/** The shift is deleted and what it made is removed, routes first. Exits: Restoring(next stage), Released. */
public record Restoring(Stage stage) implements Phase {
    /** Takes one of the stages down; throws IllegalArgumentException for another. */
    public Restoring {
        if (stage.compareTo(Stage.ROUTES_REMOVED) < 0) {
            throw new IllegalArgumentException(stage + " is not a stage of restoring");
        }
    }

    @Override
    public Phase.Kind kind() {
        return Phase.Kind.RESTORING;
    }

    @Override
    public Optional<RouteTarget> target(ShiftPlan plan) {
        return Optional.of(new RouteTarget(stage, plan.baseline()));
    }

    @Override
    public Decision decide(ShiftPlan plan, Observation seen) {
        if (plan.onDelete() == ShiftPlan.OnDelete.KEEP) {
            return Decision.go(new Released(), Reason.of(seen.request(), "deleted, what still stands stays,"));
        }
        if (stage == Stage.REMOVED && seen.everyClusterShowsTarget()) {
            return Decision.go(new Released(), Reason.of(Cause.ROUTES, "nothing of this shift stands any more"));
        }
        if (!seen.stoodFor(plan.pacing().propagation())) {
            return Waiting.forRoutes(this, plan, seen);
        }
        Stage next = stage == Stage.ROUTES_REMOVED ? Stage.CLIENT_SUBSETS_REMOVED : Stage.REMOVED;
        return Decision.go(new Restoring(next), Reason.of(Cause.ROUTES, "seen everywhere: " + stage.words()));
    }
}
