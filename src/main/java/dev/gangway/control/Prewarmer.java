package dev.gangway.control;

import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import java.util.Map;
import java.util.Optional;

/**
 * Raises the minimums of a service's autoscalers before its traffic comes, and puts them back exactly. What it does is state and not
 * an action: whoever asks again asks for the same. All answer at once, from what is known already; the writes come later.
 */
public interface Prewarmer {

    /** Sees to it that each cluster's autoscaler keeps so many pods at least, as far as its maximum goes; it never lowers one. */
    void raise(ShiftPlan plan, Map<ClusterName, Integer> minimums);

    /**
     * Puts back all that was raised for the shift.
     *
     * @return whether nothing is raised for it any more; false also where that is not known
     */
    boolean putBack(ShiftPlan plan);

    /** What kept the last minimum from being raised or put back, in words without secrets; empty = nothing. */
    Optional<String> refusal(ShiftId id);

    /** Drops what it remembers of a shift that is gone. */
    void forget(ShiftId id);
}
