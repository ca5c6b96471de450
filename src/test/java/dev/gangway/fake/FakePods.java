package dev.gangway.fake;

import dev.gangway.control.CapacitySource;
import dev.gangway.control.Prewarmer;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.Supply;
import dev.gangway.domain.traffic.ClusterName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The pods of the clusters, the same for every service, as a test says; ten of everything at first. */
public final class FakePods implements CapacitySource, Prewarmer {
    private static final Supply TEN = Supply.Known.pods(10);

    private final Map<ClusterName, Supply> supplies = new HashMap<>();
    private final Map<ClusterName, Integer> raised = new TreeMap<>();
    private final Set<ShiftId> forgotten = new HashSet<>();
    private Optional<String> refusal = Optional.empty();
    private boolean stuck;

    /** So many pods in a cluster, which nothing changes. */
    public void pods(ClusterName cluster, int ready) {
        supply(cluster, Supply.Known.pods(ready));
    }

    public void supply(ClusterName cluster, Supply supply) {
        supplies.put(cluster, supply);
    }

    /** Every minimum is refused, with these words. */
    public void refuse(String words) {
        refusal = Optional.of(words);
    }

    /** Nothing can be put back for now. */
    public void stuck(boolean isStuck) {
        stuck = isStuck;
    }

    /** The minimums that were asked for and not put back. */
    public Map<ClusterName, Integer> raised() {
        return Map.copyOf(raised);
    }

    @Override
    public Map<ClusterName, Supply> supplies(ShiftPlan plan) {
        return Map.of(
                plan.source(), supplies.getOrDefault(plan.source(), TEN),
                plan.destination(), supplies.getOrDefault(plan.destination(), TEN));
    }

    @Override
    public void raise(ShiftPlan plan, Map<ClusterName, Integer> minimums) {
        minimums.forEach((cluster, minimum) -> raised.merge(cluster, minimum, Math::max));
    }

    @Override
    public boolean putBack(ShiftPlan plan) {
        if (!stuck) {
            raised.clear();
        }
        return raised.isEmpty();
    }

    @Override
    public Optional<String> refusal(ShiftId id) {
        return refusal;
    }

    @Override
    public void forget(ShiftId id) {
        forgotten.add(id);
    }

    /** The shifts that it was told to forget. */
    public Set<ShiftId> forgotten() {
        return Set.copyOf(forgotten);
    }
}
