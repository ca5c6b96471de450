package dev.gangway.control;

import dev.gangway.control.Preflight.Check;
import dev.gangway.domain.shift.ShiftId;
import java.util.List;

/**
 * What preflight says of a shift.
 *
 * @param shift which
 * @param lines in the order in which they are best read
 */
public record PreflightReport(ShiftId shift, List<Line> lines) {

    /**
     * A check, as it counts for this shift.
     *
     * @param check how it came out
     * @param holdsNothingUp whether the shift may begin so: it has passed, or its warning is accepted
     */
    public record Line(Check check, boolean holdsNothingUp) {}

    /** Copies the lines. */
    public PreflightReport {
        lines = List.copyOf(lines);
    }

    /** Whether nothing keeps the shift from beginning. */
    public boolean mayBegin() {
        return lines.stream().allMatch(Line::holdsNothingUp);
    }
}
