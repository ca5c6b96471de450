package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.shift.RouteTarget.Stage;
import java.util.Optional;

/** Back at the baseline, which is kept up, until somebody retries. Exits: Preparing, Restoring, Released. */
public record RolledBack(Reason reason, Optional<Stage> stage) implements Phase {
    /** Needs both. */
    public RolledBack {
        requireNonNull(reason, "reason");
        requireNonNull(stage, "stage");
    }

    @Override
    public Phase.Kind kind() {
        return Phase.Kind.ROLLED_BACK;
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
        if (!seen.retryIsWanted()) {
            return Decision.go(this, reason);
        }
        Reason begun = Reason.of(
                seen.request(), "attempt %d begun".formatted(seen.request().attempt()));
        return stage.map(reached -> again(reached, begun, plan, seen))
                .orElseGet(() -> Decision.go(new Pending(), begun));
    }

    /** From the routes that stand, where the start is not held. */
    private Decision again(Stage reached, Reason begun, ShiftPlan plan, Observation seen) {
        Passage start = Passage.start(seen.request().attempt());
        return Admission.hold(this, start, plan, seen)
                .orElseGet(() -> Decision.go(new Preparing(reached), Admission.told(begun, this, start, plan, seen)));
    }
}
