package dev.gangway.adapter.istio;

import dev.gangway.adapter.cluster.ClusterRegistry;
import dev.gangway.adapter.cluster.Member;
import dev.gangway.adapter.cluster.MembershipListener;
import dev.gangway.control.TrafficRouter;
import dev.gangway.domain.shift.ClusterView;
import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.TrafficSplit;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Routes by subsets of a DestinationRule and the weights of a VirtualService. Both are written in every cluster of the mesh
 * that has the Service, since a client follows only the configuration of its own cluster.
 */
public final class IstioRouter implements TrafficRouter, MembershipListener {
    private static final String UNKNOWN_NETWORK = "the network of one of the two clusters is not known";

    private final ClusterRegistry registry;
    private final Consumer<ShiftId> changed;
    private final Map<ClusterName, Cluster> clusters = new ConcurrentHashMap<>();

    private record Cluster(ClusterRoutes routes, ClusterWriter writer) {}

    /** Hears of clusters from the registry once it is added there; tells of routes that have changed. */
    public IstioRouter(ClusterRegistry registry, Consumer<ShiftId> changed) {
        this.registry = registry;
        this.changed = changed;
    }

    @Override
    public void joined(Member member) {
        clusters.put(member.name(), new Cluster(new ClusterRoutes(member, changed), new ClusterWriter(member)));
    }

    @Override
    public void left(ClusterName name) {
        Cluster gone = clusters.remove(name);
        if (gone != null) {
            gone.routes().close();
            gone.writer().close();
        }
    }

    @Override
    public Map<ClusterName, ClusterView> view(ShiftPlan plan, Optional<RouteTarget> target) {
        Map<ClusterName, ClusterView> views = new TreeMap<>();
        for (ClusterName name : concerned(plan)) {
            views.put(name, view(name, plan, target));
        }
        return views;
    }

    @Override
    public Uni<List<Outcome>> apply(ShiftPlan plan, RouteTarget target) {
        List<Uni<Outcome>> writes = new ArrayList<>();
        for (ClusterName name : concerned(plan)) {
            writes.add(write(name, plan, target));
        }
        return Uni.join().all(writes).andCollectFailures();
    }

    private Uni<Outcome> write(ClusterName name, ShiftPlan plan, RouteTarget target) {
        Cluster cluster = clusters.get(name);
        if (cluster == null) {
            return notWritten(name, registry.problem(name));
        }
        return wanted(name, cluster.routes(), plan, target)
                .map(wanted ->
                        Uni.createFrom().completionStage(cluster.writer().write(plan.id(), plan.service(), wanted)))
                .orElseGet(() -> notWritten(name, UNKNOWN_NETWORK));
    }

    private static Uni<Outcome> notWritten(ClusterName name, String why) {
        return Uni.createFrom().item(new Outcome(name, 0, Optional.of(why), Duration.ZERO));
    }

    /** What is known of a cluster's objects, for preflight. */
    Optional<ClusterRoutes> routes(ClusterName name) {
        return Optional.ofNullable(clusters.get(name)).map(Cluster::routes);
    }

    /** Source, destination, and every other cluster that has the Service and so may have clients of it. */
    private Set<ClusterName> concerned(ShiftPlan plan) {
        Set<ClusterName> names = new TreeSet<>(List.of(plan.source(), plan.destination()));
        clusters.forEach((name, cluster) -> {
            if (cluster.routes().service(plan.service()).isPresent()) {
                names.add(name);
            }
        });
        return names;
    }

    private ClusterView view(ClusterName name, ShiftPlan plan, Optional<RouteTarget> target) {
        Cluster cluster = clusters.get(name);
        if (cluster == null) {
            return new ClusterView.Unreachable(registry.problem(name));
        }
        Optional<String> problem = cluster.routes().problem();
        if (problem.isPresent()) {
            return new ClusterView.Unreachable(problem.get());
        }
        Optional<TrafficSplit> split = cluster.routes()
                .routesOf(plan.service())
                .filter(IstioObjects::isOurs)
                .flatMap(routes -> IstioObjects.split(routes, plan));
        if (target.isEmpty()) {
            return new ClusterView.Seen(true, split);
        }
        return wanted(name, cluster.routes(), plan, target.get())
                .<ClusterView>map(
                        wanted -> new ClusterView.Seen(cluster.routes().shows(wanted, plan.service()), split))
                .orElseGet(() -> new ClusterView.Unreachable(UNKNOWN_NETWORK));
    }

    /**
     * Empty where the subsets can't be told, as one of the two clusters is not known any more. Routes to subsets that stand
     * can still change: nobody who has left may keep the rest from going back.
     */
    private Optional<Wanted> wanted(ClusterName name, ClusterRoutes routes, ShiftPlan plan, RouteTarget target) {
        Map<ClusterName, String> networks = networks();
        boolean onTheWayDown = target.stage().compareTo(Stage.ROUTES) > 0;
        if (onTheWayDown || networks.keySet().containsAll(List.of(plan.source(), plan.destination()))) {
            return Optional.of(Wanted.in(name, plan, target, networks, routes.exportToOf(plan.service())));
        }
        return target.stage() == Stage.ROUTES
                ? routes.subsetsOf(plan.service())
                        .filter(IstioObjects::isOurs)
                        .map(standing -> Wanted.routesAlone(plan, target))
                : Optional.empty();
    }

    private Map<ClusterName, String> networks() {
        return registry.members().stream().collect(Collectors.toMap(Member::name, Member::network));
    }
}
