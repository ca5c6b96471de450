package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.traffic.Weight;
import java.util.Optional;

/**
 * Going back until every cluster that can be reached shows the baseline. Where the source is known to have too few pods for that, the
 * destination keeps what the source can't take, falls as pods become ready there, and never rises. Exits: RolledBack, Restoring, Released.
 *
 * @param reason why it goes back
 * @param stage the stage whose routes or subsets stand; empty when nothing was put in place yet
 * @param weight the destination's share for now; none where the routes don't stand
 */
public record RollingBack(Reason reason, Optional<Stage> stage, Weight weight) implements Phase {
    /** A smaller step is not worth a write in every cluster, unless it is the last. */
    private static final int SMALLEST_STEP = 10;

    /** Needs all; throws IllegalArgumentException for a share without routes. */
    public RollingBack {
        requireNonNull(reason, "reason");
        requireNonNull(weight, "weight");
        if (!weight.equals(Weight.NONE) && stage.filter(Stage.ROUTES::equals).isEmpty()) {
            throw new IllegalArgumentException("%s at stage %s".formatted(weight, stage));
        }
    }

    /** At once. */
    public RollingBack(Reason reason, Optional<Stage> stage) {
        this(reason, stage, Weight.NONE);
    }

    /** Begins to go back from a phase, as far as the source can carry it. */
    static Decision from(Phase phase, ShiftPlan plan, Observation seen, Reason reason) {
        Optional<RouteTarget> stands = phase.target(plan);
        Weight present = stands.map(target -> target.split().toDestination()).orElse(Weight.NONE);
        return new RollingBack(reason, stands.map(RouteTarget::stage), fallen(present, plan, seen)).told(plan, seen);
    }

    @Override
    public Phase.Kind kind() {
        return Phase.Kind.ROLLING_BACK;
    }

    @Override
    public Optional<RouteTarget> target(ShiftPlan plan) {
        return stage.map(reached -> new RouteTarget(reached, plan.split(weight)));
    }

    @Override
    public Decision decide(ShiftPlan plan, Observation seen) {
        if (seen.request().deleted()) {
            return Interruption.delete(this, plan, seen);
        }
        if (weight.equals(Weight.NONE)) {
            return stage.isEmpty() || seen.everyReachableClusterShowsTarget()
                    ? Decision.go(new RolledBack(reason, stage), reason)
                    : Decision.go(this, reason);
        }
        Weight lower = fallen(weight, plan, seen);
        boolean isWorthAWrite = lower.equals(Weight.NONE) || weight.permille() - lower.permille() >= SMALLEST_STEP;
        return (isWorthAWrite ? new RollingBack(reason, stage, lower) : this).told(plan, seen);
    }

    private static Weight fallen(Weight present, ShiftPlan plan, Observation seen) {
        return seen.capacity()
                .map(capacity -> capacity.fallen(present, Weight.NONE, plan))
                .orElse(Weight.NONE);
    }

    /** With what keeps it from being at the baseline. */
    private Decision told(ShiftPlan plan, Observation seen) {
        return Decision.go(
                this,
                NextShare.shortage(this, plan, seen)
                        .map(shortage -> reason.and(shortage.words()))
                        .orElse(reason));
    }
}
