package dev.gangway.adapter.istio;

import dev.gangway.adapter.cluster.ClusterRegistry;
import dev.gangway.adapter.cluster.Member;
import dev.gangway.adapter.cluster.MembershipListener;
import dev.gangway.adapter.istio.weave.RouteProtocol;
import dev.gangway.control.Leadership;
import dev.gangway.control.TrafficRouter;
import dev.gangway.domain.shift.ClusterView;
import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Protocol;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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
 * Routes by subsets of a DestinationRule and the weights of VirtualServices, those that stand and one of its own where none does.
 * They are written in every cluster of the mesh that may have clients of the service, since a client follows only the
 * configuration of its own cluster.
 */
public final class IstioRouter implements TrafficRouter, MembershipListener {
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(10);

    private final ClusterRegistry registry;
    private final Leadership leadership;
    private final Consumer<ShiftId> changed;
    private final Clock clock;
    private final Map<ClusterName, Cluster> clusters = new ConcurrentHashMap<>();
    private final Map<String, ShiftId> shiftOf = new ConcurrentHashMap<>();

    private record Cluster(
            Member member, ClusterRoutes routes, ClusterSight sight, Contests contests, ClusterWriter writer)
            implements AutoCloseable {
        @Override
        public void close() {
            routes.close();
            writer.close();
        }
    }

    /**
     * Hears of clusters from the registry once it is added there; tells of shifts whose routes have changed.
     *
     * @param leadership without it nothing is written
     */
    public IstioRouter(ClusterRegistry registry, Leadership leadership, Consumer<ShiftId> changed, Clock clock) {
        this.registry = registry;
        this.leadership = leadership;
        this.changed = changed;
        this.clock = clock;
    }

    @Override
    public void joined(Member member) {
        clusters.put(member.name(), cluster(member, new Contests(clock)));
    }

    /** What was seen before counts until all was seen anew, so that no shift holds for it. */
    @Override
    public void replaced(Member member) {
        Cluster before = clusters.get(member.name());
        if (before == null) {
            joined(member);
            return;
        }
        boolean isSameServer =
                before.member().client().getMasterUrl().equals(member.client().getMasterUrl());
        Cluster after = cluster(member, isSameServer ? before.contests() : new Contests(clock));
        if (before.routes().problem().isEmpty()) {
            after.routes().awaitSeen(SEEN_WITHIN);
        }
        clusters.put(member.name(), after);
        before.close();
    }

    @Override
    public void left(ClusterName name) {
        Optional.ofNullable(clusters.remove(name)).ifPresent(Cluster::close);
    }

    private Cluster cluster(Member member, Contests contests) {
        ClusterRoutes routes = new ClusterRoutes(member, this::changed);
        return new Cluster(
                member,
                routes,
                new ClusterSight(routes, contests),
                contests,
                new ClusterWriter(member, routes, contests, leadership));
    }

    @Override
    public Map<ClusterName, ClusterView> view(ShiftPlan plan, Optional<RouteTarget> target, long epoch) {
        target.ifPresent(wanted -> shiftOf.put(plan.service().toString(), plan.id()));
        Map<ClusterName, ClusterView> views = new TreeMap<>();
        Map<ClusterName, Set<String>> subsets = subsets(plan);
        Map<ClusterName, String> networks = networks();
        for (ClusterName name : concerned(plan)) {
            Cluster cluster = clusters.get(name);
            views.put(
                    name,
                    cluster == null
                            ? new ClusterView.Unreachable(registry.problem(name))
                            : cluster.sight().view(situation(name, plan, networks, subsets), target, epoch));
        }
        return views;
    }

    @Override
    public Uni<List<Outcome>> apply(ShiftPlan plan, RouteTarget target, long epoch) {
        shiftOf.put(plan.service().toString(), plan.id());
        List<Uni<Outcome>> writes = new ArrayList<>();
        for (ClusterName name : concerned(plan)) {
            Cluster cluster = clusters.get(name);
            writes.add(
                    cluster == null
                            ? Uni.createFrom()
                                    .item(new Outcome(name, 0, Optional.of(registry.problem(name)), Duration.ZERO))
                            : Uni.createFrom()
                                    .completionStage(cluster.writer().write(situation(name, plan), target, epoch))
                                    .invoke(outcome -> cluster.sight().applied(plan.id(), outcome)));
        }
        return Uni.join().all(writes).andCollectFailures();
    }

    @Override
    public void forget(ShiftId id) {
        shiftOf.values().remove(id);
        clusters.values().forEach(cluster -> {
            cluster.contests().forget(id);
            cluster.sight().forget(id);
        });
    }

    /** What is known of a cluster's objects, for preflight. */
    Optional<ClusterRoutes> routes(ClusterName name) {
        return Optional.ofNullable(clusters.get(name)).map(Cluster::routes);
    }

    /** Source, destination, and every other cluster that may have clients of the service. */
    Set<ClusterName> concerned(ShiftPlan plan) {
        Set<ClusterName> names = new TreeSet<>(List.of(plan.source(), plan.destination()));
        clusters.forEach((name, cluster) -> {
            if (cluster.routes().mayHaveClientsOf(plan.service())) {
                names.add(name);
            }
        });
        return names;
    }

    Situation situation(ClusterName cluster, ShiftPlan plan) {
        return situation(cluster, plan, networks(), subsets(plan));
    }

    private Situation situation(
            ClusterName cluster,
            ShiftPlan plan,
            Map<ClusterName, String> networks,
            Map<ClusterName, Set<String>> subsets) {
        return new Situation(cluster, plan, networks, protocols(cluster, plan), subsets);
    }

    /** Of Gangway's rule, as they stand in the shift's clusters. */
    private Map<ClusterName, Set<String>> subsets(ShiftPlan plan) {
        Map<ClusterName, Set<String>> subsets = new HashMap<>();
        for (ClusterName name : List.of(plan.source(), plan.destination())) {
            routes(name)
                    .ifPresent(routes ->
                            subsets.put(name, routes.ownSubsets(plan.service()).orElse(Set.of())));
        }
        return subsets;
    }

    /** Those of the Service there, or what the plan says where it is not known. */
    private Set<RouteProtocol> protocols(ClusterName cluster, ShiftPlan plan) {
        return routes(cluster)
                .flatMap(routes -> routes.service(plan.service()))
                .map(Shiftable::routes)
                .filter(protocols -> !protocols.isEmpty())
                .orElse(Set.of(plan.protocol() == Protocol.TCP ? RouteProtocol.TCP : RouteProtocol.HTTP));
    }

    private Map<ClusterName, String> networks() {
        return registry.members().stream().collect(Collectors.toMap(Member::name, Member::network));
    }

    private void changed(Set<String> services) {
        services.forEach(service -> Optional.ofNullable(shiftOf.get(service)).ifPresent(changed));
    }
}
