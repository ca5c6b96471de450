package dev.gangway.simulation;

import dev.gangway.control.CapacitySource;
import dev.gangway.control.Prewarmer;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.Supply;
import dev.gangway.domain.shift.Supply.Autoscaler;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pods of every service on both sides, which come and go; plenty at first, and plenty when nothing goes wrong any more. */
final class Pods implements CapacitySource, Prewarmer {
    static final int PLENTY = 10;

    private static final Supply ENOUGH = Supply.Known.pods(PLENTY);

    private final Chances chances;
    private final Map<ServiceRef, Map<ClusterName, Supply>> supplies = new HashMap<>();

    Pods(Chances chances) {
        this.chances = chances;
    }

    /** Some pods go, or come, or can't be counted. */
    void change(List<ServiceRef> services, List<ClusterName> clusters) {
        supplies.computeIfAbsent(chances.anyOf(services), service -> new HashMap<>())
                .put(chances.anyOf(clusters), any());
    }

    private Supply any() {
        return switch (chances.upTo(6)) {
            case 0 -> new Supply.Unknown("nobody answers");
            case 1 -> new Supply.Unknown("it has just gone silent", Optional.of(known()));
            case 2 -> Supply.Known.pods(0);
            case 3 -> ENOUGH;
            default -> known();
        };
    }

    private Supply.Known known() {
        int maximum = chances.upTo(PLENTY + 3);
        return new Supply.Known(
                chances.upTo(PLENTY + 1),
                chances.upTo(2) == 0
                        ? Optional.empty()
                        : Optional.of(new Autoscaler("HorizontalPodAutoscaler", "x", 1, maximum)),
                Optional.empty());
    }

    /** From now on there is plenty everywhere. */
    void restore() {
        supplies.clear();
    }

    Supply of(ServiceRef service, ClusterName cluster) {
        return supplies.getOrDefault(service, Map.of()).getOrDefault(cluster, ENOUGH);
    }

    @Override
    public Map<ClusterName, Supply> supplies(ShiftPlan plan) {
        return Map.of(
                plan.source(), of(plan.service(), plan.source()),
                plan.destination(), of(plan.service(), plan.destination()));
    }

    @Override
    public void raise(ShiftPlan plan, Map<ClusterName, Integer> minimums) {
        throw new UnsupportedOperationException("no plan here asks for it");
    }

    @Override
    public boolean putBack(ShiftPlan plan) {
        return true;
    }

    @Override
    public Optional<String> refusal(ShiftId id) {
        return Optional.empty();
    }

    @Override
    public void forget(ShiftId id) {
        // Nothing is remembered.
    }
}
