package dev.gangway.simulation;

import dev.gangway.control.LoopMeter;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.TrafficRouter.Outcome;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Reason.Cause;
import dev.gangway.domain.shift.ShiftId;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What happened in all worlds, to show that enough did. */
final class Tally implements LoopMeter {
    private final Map<Phase.Kind, Integer> ends = new EnumMap<>(Phase.Kind.class);
    private final Map<String, Integer> failedTurns = new HashMap<>();
    private int shifts;
    private int gone;
    private long turns;
    private long writes;
    private int crashes;
    private int commands;
    private int rollbacksByVerdict;
    private int rollbacksWithoutHarm;
    private int pausesForLackOfMetrics;

    void shifts(int count) {
        shifts += count;
    }

    int shifts() {
        return shifts;
    }

    void crashed() {
        crashes++;
    }

    int crashes() {
        return crashes;
    }

    int failedTurns(String why) {
        return failedTurns.getOrDefault(why, 0);
    }

    void commanded() {
        commands++;
    }

    void gone(int count) {
        gone += count;
    }

    void rolledBack(ShiftRecord shift, Service service) {
        if (shift.state().reason().cause() == Cause.VERDICT) {
            rollbacksByVerdict++;
            if (service.harm() == Service.Harm.NONE && !service.wasEverSick()) {
                rollbacksWithoutHarm++;
            }
        }
    }

    void pausedForLackOfMetrics() {
        pausesForLackOfMetrics++;
    }

    int pausesForLackOfMetrics() {
        return pausesForLackOfMetrics;
    }

    int rollbacksByVerdict() {
        return rollbacksByVerdict;
    }

    /** Rollbacks of destinations that were as good as the source all the time: chance alone. */
    int rollbacksWithoutHarm() {
        return rollbacksWithoutHarm;
    }

    void ended(ShiftRecord shift) {
        ends.merge(shift.state().phase().kind(), 1, Integer::sum);
    }

    int ended(Phase.Kind kind) {
        return ends.getOrDefault(kind, 0);
    }

    @Override
    public void turned(ShiftRecord shift) {
        turns++;
    }

    @Override
    public void forgotten(ShiftId id) {
        // A shift that is gone is counted at the end of its world.
    }

    @Override
    public void applied(ShiftId id, Outcome outcome) {
        writes += outcome.writes();
    }

    @Override
    public void roundEnded(int count, Duration took) {
        // The virtual clock stands still meanwhile.
    }

    @Override
    public void turnFailed(ShiftId id, String why) {
        failedTurns.merge(why, 1, Integer::sum);
    }

    @Override
    public String toString() {
        return ("%d shifts, %d turns, %d writes of routes, %d commands, %d crashes, failed turns %s, ends %s and %d deleted,"
                        + " %d rolled back by verdict, %d of these without harm, %d paused for lack of metrics")
                .formatted(
                        shifts,
                        turns,
                        writes,
                        commands,
                        crashes,
                        failedTurns,
                        ends,
                        gone,
                        rollbacksByVerdict,
                        rollbacksWithoutHarm,
                        pausesForLackOfMetrics);
    }
}
