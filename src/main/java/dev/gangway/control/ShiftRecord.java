package dev.gangway.control;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.shift.AlertBook;
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
 * @param alerts that it was told of
 */
public record ShiftRecord(String version, ShiftPlan plan, Request request, ShiftState state, AlertBook alerts) {
    /** Needs all parts. */
    public ShiftRecord {
        requireNonNull(version, "version");
        requireNonNull(plan, "plan");
        requireNonNull(request, "request");
        requireNonNull(state, "state");
        requireNonNull(alerts, "alerts");
    }

    /** One that was told of no alert. */
    public ShiftRecord(String version, ShiftPlan plan, Request request, ShiftState state) {
        this(version, plan, request, state, AlertBook.EMPTY);
    }

    /** The same, of which this is wanted now, after these alerts. */
    public ShiftRecord with(Request wanted, AlertBook told) {
        return new ShiftRecord(version, plan, wanted, state, told);
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
