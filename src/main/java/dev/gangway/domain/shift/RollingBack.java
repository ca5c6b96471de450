package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.shift.RouteTarget.Stage;
import java.util.Optional;

/**
 * Going back until every cluster that can be reached shows the baseline. Exits: RolledBack, Restoring, Released.
 *
 * @param reason why it goes back
 * @param stage the stage whose routes or subsets stand; empty when nothing was put in place yet
 */
public record RollingBack(Reason reason, Optional<Stage> stage) implements Phase {
    /** Needs both. */
    public RollingBack {
        requireNonNull(reason, "reason");
        requireNonNull(stage, "stage");
    }

    @Override
    public Phase.Kind kind() {
        return Phase.Kind.ROLLING_BACK;
    }

    @Override
    public Optional<RouteTarget> target(ShiftPlan plan) {
        return stage.map(reached -> new RouteTarget(reached, plan.baseline()));
    }

    @Override
    public Decision decide(ShiftPlan plan, Observation seen) {
        if (seen.request().deleted()) {
            return Interruption.delete(this, plan, seen);
        }
        if (stage.isEmpty() || seen.everyReachableClusterShowsTarget()) {
            return Decision.go(new RolledBack(reason, stage), reason);
        }
        return Decision.go(this, reason);
    }
}
