package dev.gangway.control;

import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Reading;
import dev.gangway.domain.shift.Capacity;
import dev.gangway.domain.shift.NextShare;
import dev.gangway.domain.shift.Observation;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.RollingBack;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.Supply;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Weight;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The pods of a shift: what is seen of them, what is kept of that, and what is asked for beforehand. */
final class Capacities {
    private static final Supply NOT_WATCHED = new Supply.Unknown("nobody watches it");

    private final CapacitySource source;
    private final Prewarmer prewarmer;

    Capacities(CapacitySource source, Prewarmer prewarmer) {
        this.source = source;
        this.prewarmer = prewarmer;
    }

    Capacity see(ShiftRecord shift, Optional<Reading> reading) {
        ShiftPlan plan = shift.plan();
        Map<ClusterName, Supply> supplies = source.supplies(plan);
        Supply back = supplies.getOrDefault(plan.source(), NOT_WATCHED);
        return new Capacity(
                back,
                supplies.getOrDefault(plan.destination(), NOT_WATCHED),
                sourcePods(shift, back),
                reading.map(Capacities::perSecond).orElse(OptionalDouble.empty()),
                prewarmer.refusal(shift.id()));
    }

    /**
     * While the source carries everything, what it has; from then on the most that it has had, as it may shrink with its load. On the
     * way back it is still on its way to what it had.
     */
    private static OptionalInt sourcePods(ShiftRecord shift, Supply back) {
        Phase phase = shift.state().phase();
        boolean carriesAll = phase.kind() != Phase.Kind.ROLLING_BACK && isAtBaseline(phase, shift.plan());
        OptionalInt before =
                carriesAll ? OptionalInt.empty() : shift.state().capacity().sourcePods();
        return back instanceof Supply.Known known
                ? OptionalInt.of(Math.max(known.readyPods(), before.orElse(0)))
                : before;
    }

    /** What is kept when the shift goes on to a phase. */
    static CapacityState kept(Observation seen, Phase next, ShiftPlan plan) {
        return seen.capacity()
                .map(capacity -> new CapacityState(
                        capacity.sourcePods(), NextShare.shortage(next, plan, seen), capacity.refusal()))
                .orElse(CapacityState.NONE);
    }

    /** Above the baseline the source's pods are what a step and a way back are measured by. */
    static boolean isWorthWriting(ShiftState before, CapacityState after, boolean atBaseline) {
        CapacityState was = before.capacity();
        return !was.looksLike(
                atBaseline ? new CapacityState(was.sourcePods(), after.shortage(), after.refusal()) : after);
    }

    static boolean isAtBaseline(Phase phase, ShiftPlan plan) {
        return ShiftState.wanted(phase, plan).toDestination().equals(Weight.NONE);
    }

    /** Asks for what comes next, so that the pods come while the present weight is looked at. */
    void prewarm(Phase phase, ShiftPlan plan, Observation seen) {
        boolean isOnTheWay =
                switch (phase.kind()) {
                    case PREPARING, PREVIEWING, SHIFTING, PAUSED, BAKING, ROLLING_BACK -> true;
                    case PENDING, OBSERVING, ROLLED_BACK, SUCCEEDED, RESTORING, RELEASED -> false;
                };
        if (!plan.precautions().prewarm() || !isOnTheWay) {
            boolean unused = prewarmer.putBack(plan);
            return;
        }
        seen.capacity().ifPresent(capacity -> prewarmer.raise(plan, minimums(phase, plan, seen, capacity)));
    }

    private static Map<ClusterName, Integer> minimums(
            Phase phase, ShiftPlan plan, Observation seen, Capacity capacity) {
        if (phase instanceof RollingBack back) {
            return back.weight().equals(Weight.NONE) ? Map.of() : Map.of(plan.source(), capacity.neededBack());
        }
        return NextShare.of(phase, plan, seen)
                .map(share -> Map.of(plan.destination(), capacity.needed(share, plan)))
                .orElse(Map.of());
    }

    /** Whether a deleted shift may go: what was raised for it is put back. */
    boolean letsGo(ShiftPlan plan) {
        return prewarmer.putBack(plan) || !plan.precautions().prewarm();
    }

    void forget(ShiftId id) {
        prewarmer.forget(id);
    }

    private static OptionalDouble perSecond(Reading reading) {
        if (!(reading instanceof Reading.Taken taken)) {
            return OptionalDouble.empty();
        }
        MetricWindow window = taken.window();
        return window.seconds() > 0 ? OptionalDouble.of(window.requests() / window.seconds()) : OptionalDouble.empty();
    }
}
