package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.shift.Phase.Moving;
import dev.gangway.domain.traffic.Weight;
import java.util.Optional;

/**
 * The only phase that raises the destination's weight, to the next rung of the ladder, on a HEALTHY verdict. Exits:
 * Shifting(next rung), Baking, Paused, RollingBack, Restoring, Released.
 *
 * @param weight the destination's share: kept here and not looked up, so that an edit of the ladder moves no traffic
 */
public record Shifting(Weight weight) implements Moving {
    /** Needs a weight. */
    public Shifting {
        requireNonNull(weight, "weight");
    }

    @Override
    public Phase.Kind kind() {
        return Phase.Kind.SHIFTING;
    }

    @Override
    public Optional<RouteTarget> target(ShiftPlan plan) {
        return Optional.of(Routes.at(plan, weight));
    }

    @Override
    public Decision decide(ShiftPlan plan, Observation seen) {
        return Interruption.of(this, plan, seen)
                .or(() -> Waiting.toRise(this, plan, seen, plan.pacing().soak()))
                .orElseGet(() -> rise(plan, seen));
    }

    private Decision rise(ShiftPlan plan, Observation seen) {
        Weight next = plan.ladder().above(weight);
        boolean last = next.compareTo(plan.ladder().last()) >= 0;
        return Decision.go(
                last ? new Baking(next) : new Shifting(next),
                Reason.of(seen.assessment().orElseThrow()));
    }
}
