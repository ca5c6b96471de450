package dev.gangway.domain.shift;

import dev.gangway.domain.shift.Phase.Moving;
import dev.gangway.domain.traffic.Weight;
import java.util.Optional;

/** What comes next of a phase, and the pods that it takes. */
public final class NextShare {
    private NextShare() {}

    /** The share that the destination gets next; empty where nothing rises from here, or nothing lower than it has. */
    public static Optional<Weight> of(Phase phase, ShiftPlan plan, Observation seen) {
        if (phase instanceof Paused paused) {
            return of(paused.resumeTo(), plan, seen);
        }
        if (phase instanceof Moving moving && Interruption.isPromoted(moving, seen)) {
            return Optional.of(Weight.ALL);
        }
        if (phase instanceof Shifting shifting) {
            return shifting.weight().equals(Weight.NONE) && plan.header().isPresent()
                    ? Optional.of(Weight.NONE)
                    : Optional.of(Shifting.next(shifting.weight(), plan, seen));
        }
        if (phase instanceof Previewing) {
            return Optional.of(Shifting.next(Weight.NONE, plan, seen));
        }
        return phase instanceof Baking baking && !baking.isWatch() ? Optional.of(Weight.ALL) : Optional.empty();
    }

    /** What keeps the destination from carrying what comes next, or the source from taking the rest back. */
    public static Optional<Shortage> shortage(Phase phase, ShiftPlan plan, Observation seen) {
        if (phase instanceof RollingBack back) {
            return back.weight().equals(Weight.NONE)
                    ? Optional.empty()
                    : seen.capacity().flatMap(capacity -> capacity.toTakeBack(plan));
        }
        return of(phase, plan, seen).flatMap(next -> shortage(next, plan, seen));
    }

    static Optional<Shortage> shortage(Weight next, ShiftPlan plan, Observation seen) {
        return seen.capacity().flatMap(capacity -> capacity.toCarry(next, plan));
    }
}
