package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.shift.Phase.Moving;
import dev.gangway.domain.traffic.Weight;
import java.time.Duration;
import java.util.Optional;

/**
 * At the last rung with the rest at the source as the control, then at all traffic, judged all the while. Exits:
 * Baking(all), Succeeded, Paused, RollingBack, Restoring, Released.
 */
public record Baking(Share share) implements Moving {
    /** How much the destination has. */
    public enum Share {
        /** The last rung: the source keeps the rest. */
        CONTROL,
        /** Everything. */
        ALL
    }

    /** Needs a share. */
    public Baking {
        requireNonNull(share, "share");
    }

    @Override
    public Phase.Kind kind() {
        return Phase.Kind.BAKING;
    }

    @Override
    public Optional<RouteTarget> target(ShiftPlan plan) {
        Weight control = plan.ladder().weightAt(plan.ladder().lastStep());
        return Optional.of(Routes.at(plan, share == Share.ALL ? Weight.ALL : control));
    }

    @Override
    public Decision decide(ShiftPlan plan, Observation seen) {
        Duration time =
                share == Share.ALL ? plan.pacing().watch() : plan.pacing().bake();
        return Interruption.of(this, plan, seen)
                .or(() -> Waiting.toRise(this, plan, seen, time))
                .orElseGet(() -> Decision.go(
                        share == Share.ALL ? new Succeeded() : new Baking(Share.ALL),
                        Reason.of(seen.assessment().orElseThrow())));
    }
}
