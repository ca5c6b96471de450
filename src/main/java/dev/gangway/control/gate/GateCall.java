package dev.gangway.control.gate;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.Weight;
import java.util.Map;
import java.util.Optional;

/**
 * What a gate is told of the shift that it is asked about.
 *
 * @param plan of the shift
 * @param attempt which one
 * @param phase where it is
 * @param weight the destination's now
 * @param next the one that it would have next; empty where that is not what is asked
 * @param failures how often the gate has said no before
 * @param told what is added to the gate's own metadata
 */
public record GateCall(
        ShiftPlan plan,
        int attempt,
        Phase.Kind phase,
        Weight weight,
        Optional<Weight> next,
        int failures,
        Map<String, String> told) {
    /** Copies the map. */
    public GateCall {
        requireNonNull(plan, "plan");
        requireNonNull(phase, "phase");
        requireNonNull(weight, "weight");
        requireNonNull(next, "next");
        told = Map.copyOf(told);
    }
}
