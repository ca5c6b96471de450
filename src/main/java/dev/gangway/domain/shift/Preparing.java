package dev.gangway.domain.shift;

import dev.gangway.domain.shift.Phase.Moving;
import dev.gangway.domain.shift.Reason.Cause;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.traffic.Weight;
import java.util.Optional;

/**
 * Make before break: subsets, then the routes at the baseline, each seen to stand everywhere before the next. Exits:
 * Previewing, Shifting, Paused, RollingBack, Restoring, Released.
 */
public record Preparing(Stage stage) implements Moving {
    /** Takes one of the stages up; throws IllegalArgumentException for another. */
    public Preparing {
        if (stage.compareTo(Stage.ROUTES) > 0) {
            throw new IllegalArgumentException(stage + " is not a stage of preparing");
        }
    }

    @Override
    public Phase.Kind kind() {
        return Phase.Kind.PREPARING;
    }

    @Override
    public Optional<RouteTarget> target(ShiftPlan plan) {
        return Optional.of(new RouteTarget(stage, plan.baseline()));
    }

    @Override
    public Decision decide(ShiftPlan plan, Observation seen) {
        return Interruption.of(this, plan, seen).orElseGet(() -> proceed(plan, seen));
    }

    private Decision proceed(ShiftPlan plan, Observation seen) {
        if (!seen.stoodFor(plan.pacing().propagation())) {
            return Waiting.forRoutes(this, plan, seen);
        }
        if (stage == Stage.ROUTES) {
            return Decision.go(
                    plan.mirror().<Phase>map(Previewing::new).orElseGet(() -> new Shifting(Weight.NONE)),
                    Reason.of(Cause.ROUTES, "every cluster shows %s".formatted(plan.baseline())));
        }
        Stage next = stage == Stage.DESTINATION_SUBSETS ? Stage.SUBSETS : Stage.ROUTES;
        return Decision.go(new Preparing(next), Reason.of(Cause.ROUTES, "seen everywhere: " + stage.words()));
    }
}
