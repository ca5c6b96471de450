package dev.gangway.control;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;

/**
 * A shift as it was read.
 *
 * @param version what it was when it was read; opaque
 * @param plan what it is to do
 * @param request what is wanted of it
 * @param state where it is
 */
public record ShiftRecord(String version, ShiftPlan plan, Request request, ShiftState state) {
    /** Needs all parts. */
    public ShiftRecord {
        requireNonNull(version, "version");
        requireNonNull(plan, "plan");
        requireNonNull(request, "request");
        requireNonNull(state, "state");
    }

    /** What is counted of its service now. */
    Counting counting() {
        return plan.counting(state.phase().target(plan));
    }

    /** Which shift. */
    public ShiftId id() {
        return plan.id();
    }
}
