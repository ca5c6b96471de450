package dev.gangway.fake;

import dev.gangway.control.TrafficRouter;
import dev.gangway.domain.shift.ClusterView;
import dev.gangway.domain.shift.Preview;
import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.TrafficSplit;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Routes in memory: what stands of each service in each cluster, with clusters that fail, delay or can't be reached. */
public final class InMemoryRouter implements TrafficRouter {
    private final Map<ClusterName, Map<ServiceRef, Standing>> clusters = new TreeMap<>();
    private final Map<Place, Write> delayed = new LinkedHashMap<>();
    private final Set<ClusterName> unreachable = new HashSet<>();
    private final List<Apply> applies = new ArrayList<>();
    private BiFunction<ClusterName, ServiceRef, Fault> faults = (cluster, service) -> Fault.NONE;
    private Consumer<Apply> witness = apply -> {};
    private Consumer<ServiceRef> changing = service -> {};
    private final Set<ShiftId> forgotten = new HashSet<>();
    private boolean forgetting;

    /** What becomes of a write. */
    public enum Fault {
        /** It works. */
        NONE,
        /** It fails. */
        FAIL,
        /** It takes effect later, if nobody has written meanwhile. */
        DELAY
    }

    /** What stands of one service in one cluster. */
    public record Standing(boolean subsets, Optional<TrafficSplit> routes, Optional<Preview> preview) {
        public static final Standing NOTHING = new Standing(false, Optional.empty());

        public Standing(boolean subsets, Optional<TrafficSplit> routes) {
            this(subsets, routes, Optional.empty());
        }
    }

    /** One call of apply. */
    public record Apply(ShiftPlan plan, RouteTarget target) {}

    private record Place(ClusterName cluster, ServiceRef service) {}

    private record Write(Standing before, Standing after) {}

    public InMemoryRouter(ClusterName... names) {
        for (ClusterName name : names) {
            clusters.put(name, new HashMap<>());
        }
    }

    public void faults(BiFunction<ClusterName, ServiceRef, Fault> decides) {
        faults = decides;
    }

    /** Is shown each call of apply before anything is written. */
    public void witness(Consumer<Apply> sees) {
        witness = sees;
    }

    /** Is told of a service whose routes are about to change. */
    public void changing(Consumer<ServiceRef> sees) {
        changing = sees;
    }

    /** Remembers no more calls, for long runs. */
    public void forgetApplies() {
        forgetting = true;
    }

    public List<Apply> applies() {
        return List.copyOf(applies);
    }

    public Set<ClusterName> clusters() {
        return clusters.keySet();
    }

    public void reachable(ClusterName cluster, boolean reachable) {
        boolean unused = reachable ? unreachable.remove(cluster) : unreachable.add(cluster);
    }

    public boolean isReachable(ClusterName cluster) {
        return !unreachable.contains(cluster);
    }

    public Standing standing(ClusterName cluster, ServiceRef service) {
        return clusters.get(cluster).getOrDefault(service, Standing.NOTHING);
    }

    /** Writes past the loop, as a stranger does. */
    public void set(ClusterName cluster, ServiceRef service, Standing standing) {
        if (!standing(cluster, service).equals(standing)) {
            changing.accept(service);
            clusters.get(cluster).put(service, standing);
        }
    }

    /** The delayed writes take effect, where nobody has written meanwhile. */
    public void flush() {
        List<Map.Entry<Place, Write>> due = List.copyOf(delayed.entrySet());
        delayed.clear();
        due.forEach(write -> {
            Place place = write.getKey();
            if (standing(place.cluster(), place.service())
                    .equals(write.getValue().before())) {
                set(place.cluster(), place.service(), write.getValue().after());
            }
        });
    }

    /** The delayed writes never take effect. */
    public void drop() {
        delayed.clear();
    }

    @Override
    public Map<ClusterName, ClusterView> view(ShiftPlan plan, Optional<RouteTarget> target, long epoch) {
        Map<ClusterName, ClusterView> views = new TreeMap<>();
        for (ClusterName cluster : clusters.keySet()) {
            Standing standing = standing(cluster, plan.service());
            boolean shown = target.map(
                            wanted -> wanted(plan, cluster, standing, wanted).equals(standing))
                    .orElse(true);
            views.put(
                    cluster,
                    unreachable.contains(cluster)
                            ? new ClusterView.Unreachable("connection refused")
                            : new ClusterView.Seen(shown, standing.routes()));
        }
        return views;
    }

    @Override
    public Uni<List<Outcome>> apply(ShiftPlan plan, RouteTarget target, long epoch) {
        Apply apply = new Apply(plan, target);
        witness.accept(apply);
        if (!forgetting) {
            applies.add(apply);
        }
        return Uni.createFrom()
                .item(clusters.keySet().stream()
                        .map(cluster -> write(plan, target, cluster))
                        .toList());
    }

    @Override
    public void forget(ShiftId id) {
        forgotten.add(id);
    }

    /** The shifts that it was told to forget. */
    public Set<ShiftId> forgotten() {
        return Set.copyOf(forgotten);
    }

    private Outcome write(ShiftPlan plan, RouteTarget target, ClusterName cluster) {
        Place place = new Place(cluster, plan.service());
        delayed.remove(place);
        Standing before = standing(cluster, plan.service());
        Standing after = wanted(plan, cluster, before, target);
        Fault fault = unreachable.contains(cluster) ? Fault.FAIL : faults.apply(cluster, plan.service());
        if (fault == Fault.FAIL) {
            return outcome(cluster, 0, "connection refused");
        }
        if (before.equals(after)) {
            return outcome(cluster, 0, "");
        }
        if (fault == Fault.DELAY) {
            delayed.put(place, new Write(before, after));
            return outcome(cluster, 0, "gave up waiting");
        }
        set(cluster, plan.service(), after);
        return outcome(cluster, 1, "");
    }

    private static Outcome outcome(ClusterName cluster, int writes, String failure) {
        return new Outcome(
                cluster, writes, failure.isEmpty() ? Optional.empty() : Optional.of(failure), Duration.ofMillis(5));
    }

    /** What the target makes of what stands: the stages up add, the stages down remove. */
    private static Standing wanted(ShiftPlan plan, ClusterName cluster, Standing stands, RouteTarget target) {
        boolean destination = cluster.equals(plan.destination());
        Stage stage = target.stage();
        return switch (stage) {
            case DESTINATION_SUBSETS ->
                new Standing(stands.subsets() || destination, stands.routes(), stands.preview());
            case SUBSETS -> new Standing(true, stands.routes(), stands.preview());
            case ROUTES -> new Standing(true, Optional.of(target.split()), target.preview());
            case ROUTES_REMOVED -> new Standing(stands.subsets(), Optional.empty());
            case CLIENT_SUBSETS_REMOVED -> new Standing(stands.subsets() && destination, Optional.empty());
            case REMOVED -> Standing.NOTHING;
        };
    }
}
