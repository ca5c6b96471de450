package dev.gangway.simulation;

import dev.gangway.control.ShiftRecord;
import dev.gangway.domain.shift.GateAnswer;
import dev.gangway.domain.shift.Passage;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;

/** What windows and gates have to do with invariant 4, held against the clock and the gates as they are. */
final class AdmissionInvariants {
    private final World world;
    private final Violations violations;

    AdmissionInvariants(World world, Violations violations) {
        this.world = world;
        this.violations = violations;
    }

    /** 4: nothing rises in a freeze, or past a gate that is shut or silent; by a person's word neither. */
    void recorded(ShiftRecord before, ShiftRecord after) {
        TrafficSplit is = RecordRules.wanted(after);
        if (!is.raises(RecordRules.wanted(before))) {
            return;
        }
        violations.require(
                4,
                after.plan().gating().timetable().closure(world.now()).isEmpty(),
                "{} rises to {} in a freeze: {}",
                after.id(),
                is,
                after.plan().gating().timetable());
        Passage.Kind way = is.toDestination().equals(Weight.ALL) ? Passage.Kind.PROMOTION : Passage.Kind.RISE;
        violations.require(
                4,
                after.plan().gating().gatesOf(way).isEmpty()
                        || world.doors.answer(after.id()) instanceof GateAnswer.Open,
                "{} rises to {} past a gate: {}",
                after.id(),
                is,
                world.doors.answer(after.id()));
    }
}
