package dev.gangway.control;

import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Reason;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.TrafficSplit;
import java.time.Instant;

/**
 * A decision that changed a shift's phase or weight.
 *
 * @param at when
 * @param plan of the shift
 * @param from the phase before
 * @param to the phase after
 * @param before the split that was wanted before
 * @param after the split that is wanted now
 * @param verdict the judge's answer at that time
 * @param reason why
 */
public record ShiftEvent(
        Instant at,
        ShiftPlan plan,
        Phase.Kind from,
        Phase.Kind to,
        TrafficSplit before,
        TrafficSplit after,
        Verdict verdict,
        Reason reason) {}
