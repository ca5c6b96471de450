package dev.gangway.control.preflight;

import dev.gangway.control.CapacitySource;
import dev.gangway.control.Preflight;
import dev.gangway.domain.shift.Capacity;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.Supply;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Weight;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Whether the destination's pods will do, as far as that can be said before the first step. */
public final class CapacityPreflight implements Preflight {
    private static final String ID = "capacity";
    private static final String FIELD = "capacity";

    private final CapacitySource capacity;

    /** Knows the pods from there; calls no cluster. */
    public CapacityPreflight(CapacitySource capacity) {
        this.capacity = capacity;
    }

    @Override
    public List<Check> check(ShiftPlan plan) {
        if (plan.precautions().podRatio().signum() == 0) {
            return List.of(Check.pass(ID, FIELD, "pods are not counted, as capacity.podRatio is 0"));
        }
        Map<ClusterName, Supply> supplies = capacity.supplies(plan);
        for (ClusterName cluster : List.of(plan.source(), plan.destination())) {
            if (supplies.get(cluster) instanceof Supply.Unknown unknown) {
                return List.of(new Check(
                        ID,
                        FIELD,
                        Result.UNKNOWN,
                        "the ready pods of %s in %s are not known: %s"
                                .formatted(plan.service().name(), cluster, unknown.why()),
                        "see that the cluster answers and that Gangway may read its endpointslices, services, workloads and"
                                + " autoscalers; or set capacity.podRatio to 0"));
            }
        }
        return List.of(check(
                plan, (Supply.Known) supplies.get(plan.source()), (Supply.Known) supplies.get(plan.destination())));
    }

    private static Check check(ShiftPlan plan, Supply.Known source, Supply.Known destination) {
        Capacity now = new Capacity(
                source, destination, OptionalInt.of(source.readyPods()), OptionalDouble.empty(), Optional.empty());
        int needed = now.needed(Weight.ALL, plan);
        if (destination.readyPods() == 0) {
            return new Check(
                    ID,
                    FIELD,
                    Result.WARN,
                    "%s has no ready pod of %s".formatted(plan.destination(), plan.service()),
                    "the first step waits for one, and 100 % needs " + needed);
        }
        int most = destination
                .autoscaler()
                .map(scaler -> Math.max(destination.readyPods(), scaler.maximum()))
                .orElse(destination.readyPods());
        String has = "%s has %d ready of %s and may have %d; 100 %% needs %d, as %s has %d"
                .formatted(
                        plan.destination(),
                        destination.readyPods(),
                        plan.service(),
                        most,
                        needed,
                        plan.source(),
                        source.readyPods());
        return most >= needed
                ? Check.pass(ID, FIELD, has)
                : new Check(
                        ID,
                        FIELD,
                        Result.WARN,
                        has + ": the shift would hold at " + highest(now, plan, most),
                        wayOut(destination, needed));
    }

    private static String wayOut(Supply.Known destination, int needed) {
        return destination
                .autoscaler()
                .map(scaler -> "raise the maximum of %s there to %d".formatted(scaler, needed))
                .orElse("scale it up there before, or while the shift waits for it");
    }

    /** The highest step that so many pods carry. */
    private static Weight highest(Capacity now, ShiftPlan plan, int pods) {
        return Stream.concat(plan.ladder().rungs().stream(), Stream.of(Weight.ALL))
                .filter(step -> now.needed(step, plan) <= pods)
                .reduce(Weight.NONE, (lower, higher) -> higher);
    }
}
