package dev.gangway.simulation;

import dev.gangway.control.ShiftRecord;
import dev.gangway.domain.analysis.Reading;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Reason.Cause;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.ShiftId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What an outage of the metrics has to do with invariant 6, by what the world has told: it pauses a shift when it has lasted for the
 * budget, and neither earlier nor later.
 */
final class BlindnessInvariants {
    private final World world;
    private final Violations violations;
    /** Since when each shift has heard nothing but lacks; kept over crashes, as the record is. */
    private final Map<ShiftId, Instant> blind = new HashMap<>();

    BlindnessInvariants(World world, Violations violations) {
        this.world = world;
        this.violations = violations;
    }

    /** The loop has recorded something; the reading is that of the tick in which it has. */
    void recorded(ShiftRecord before, ShiftRecord after, Reading told) {
        boolean moved = movesByMetrics(before);
        if (moved && lacks(told)) {
            Instant unused = blind.putIfAbsent(after.id(), world.now());
        } else if (!moved || told instanceof Reading.Taken) {
            blind.remove(after.id());
        }
        boolean paused = after.state().phase().kind() == Phase.Kind.PAUSED
                && before.state().phase().kind() != Phase.Kind.PAUSED;
        if (paused && after.state().reason().cause() == Cause.METRICS) {
            pausesForAReason(after);
        } else if (movesByMetrics(after) && after.request().intent() == Intent.ADVANCE && lacks(told)) {
            violations.require(
                    6, !isSpent(after), "{} still moves, without metrics since {}", after.id(), blind.get(after.id()));
        }
        if (!movesByMetrics(after)) {
            blind.remove(after.id());
        }
    }

    /** It may be a later tick that pauses, where the wish was written and the record was not. */
    private void pausesForAReason(ShiftRecord after) {
        violations.require(
                6, isSpent(after), "{} pauses, without metrics since {} only", after.id(), blind.get(after.id()));
        violations.require(
                6,
                after.request().intent() == Intent.PAUSE,
                "{} is paused, but {} is wanted",
                after.id(),
                after.request());
        world.tally.pausedForLackOfMetrics();
    }

    private boolean isSpent(ShiftRecord shift) {
        Duration budget = shift.plan().pacing().metricsBudget();
        return blind.containsKey(shift.id())
                && !world.now().isBefore(blind.get(shift.id()).plus(budget));
    }

    /** A tick out of turn has read nothing. */
    private static boolean lacks(Reading told) {
        return told instanceof Reading.Unavailable && told != World.NOT_READ;
    }

    private static boolean movesByMetrics(ShiftRecord shift) {
        return shift.state().phase() instanceof Phase.Moving
                && shift.state().phase().kind().isJudged();
    }
}
