package dev.gangway.control;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.shift.Shortage;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What must survive of the pods that were counted.
 *
 * @param sourcePods the most ready pods that the source had since it carried everything; empty = not known
 * @param shortage what is lacking for what comes next; empty = nothing
 * @param refusal why an autoscaler's minimum could not be raised or put back; empty = it could, or need not
 */
public record CapacityState(OptionalInt sourcePods, Optional<Shortage> shortage, Optional<String> refusal) {
    /** Nobody has looked yet. */
    public static final CapacityState NONE = new CapacityState(OptionalInt.empty(), Optional.empty(), Optional.empty());

    /** Needs all parts. */
    public CapacityState {
        requireNonNull(sourcePods, "sourcePods");
        requireNonNull(shortage, "shortage");
        requireNonNull(refusal, "refusal");
    }

    /** Whether people would see something else; the words of one shortage change with every pod. */
    boolean looksLike(CapacityState other) {
        return sourcePods.equals(other.sourcePods)
                && refusal.equals(other.refusal)
                && shortage.map(Shortage::known).equals(other.shortage.map(Shortage::known));
    }
}
