package dev.gangway.control;

import dev.gangway.domain.shift.ClusterView;
import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes of the mesh, in all clusters as one. */
public interface TrafficRouter {

    /**
     * What each cluster that takes part shows of the target, from what is known already: this does not call a cluster.
     *
     * @param target empty = nothing is asked for, and every cluster that is known shows it
     * @param epoch in which the target was decided: routes that a leader of an earlier one has left do not show it, as a write of
     *     that leader's may still be on its way to them; 0 = of whichever
     */
    Map<ClusterName, ClusterView> view(ShiftPlan plan, Optional<RouteTarget> target, long epoch);

    /**
     * Makes every cluster show the target: in parallel, only where it differs, each within a bounded time and whatever the
     * others do. What another writer puts back again and again is left alone, and so is what a leader of a later epoch has
     * written. Never fails; the outcomes say what did. A later call for the same shift supersedes one that is waiting.
     *
     * @param epoch in which the target was decided
     */
    Uni<List<Outcome>> apply(ShiftPlan plan, RouteTarget target, long epoch);

    /** Drops what it remembers of a shift: it is gone, or somebody says that what stood in its way is settled. */
    void forget(ShiftId id);

    /**
     * What came of writing one cluster.
     *
     * @param cluster which
     * @param writes how many objects were written; 0 = nothing differed
     * @param failure what went wrong, in one sentence without secrets; empty = it shows the target now
     * @param took how long
     */
    record Outcome(ClusterName cluster, int writes, Optional<String> failure, Duration took) {}
}
