package dev.gangway.domain.shift;

import dev.gangway.domain.shift.Reason.Cause;
import java.time.Duration;
import java.util.Optional;

/** Staying in a phase, and saying what for. */
final class Waiting {
    private Waiting() {}

    /** For every cluster to show the target, and for the proxies to follow it. */
    static Decision forRoutes(Phase phase, ShiftPlan plan, Observation seen) {
        RouteTarget target = phase.target(plan).orElseThrow();
        Decision stay = Decision.go(phase, seen.awaited(target));
        return seen.everyClusterShowsTarget()
                ? stay.lookAgainAfter(plan.pacing().propagation())
                : stay;
    }

    /** For the pods that what comes next needs. Empty = they are there. */
    static Optional<Decision> forPods(Phase phase, ShiftPlan plan, Observation seen) {
        return NextShare.shortage(phase, plan, seen)
                .map(shortage -> Decision.go(phase, Reason.of(Cause.CAPACITY, shortage.words())));
    }

    /** For all that a rise needs: routes that stand, a HEALTHY verdict of this tick, and time. Empty = it may rise. */
    static Optional<Decision> toRise(Phase phase, ShiftPlan plan, Observation seen, Duration time) {
        if (!seen.everyClusterShowsTarget()) {
            return Optional.of(forRoutes(phase, plan, seen));
        }
        if (seen.assessment().isEmpty()) {
            return Optional.of(
                    Decision.go(phase, Reason.of(Cause.TIME, "waiting for the next reading of the metrics")));
        }
        if (!seen.healthy()) {
            return Optional.of(Decision.go(
                    phase, Blindness.holds(plan, seen, seen.assessment().get())));
        }
        return seen.stoodFor(time)
                ? Optional.empty()
                : Optional.of(Decision.go(
                        phase,
                        Reason.of(
                                Cause.TIME,
                                "%s; staying for %d s at least"
                                        .formatted(seen.assessment().get().summary(), time.toSeconds()))));
    }
}
