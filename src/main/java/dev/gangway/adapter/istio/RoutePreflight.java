package dev.gangway.adapter.istio;

import dev.gangway.adapter.cluster.ClusterRegistry;
import dev.gangway.adapter.istio.weave.DefinedSubsets;
import dev.gangway.adapter.istio.weave.Finding;
import dev.gangway.adapter.istio.weave.Finding.Severity;
import dev.gangway.adapter.istio.weave.Findings;
import dev.gangway.adapter.istio.weave.MissingRoutes;
import dev.gangway.adapter.istio.weave.ServiceRoutes;
import dev.gangway.control.Preflight;
import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.TrafficSplit;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at the two clusters for what would make routes fail. */
public final class RoutePreflight implements Preflight {
    private final ClusterRegistry registry;
    private final IstioRouter router;

    /** Reads what the router's watches have seen. */
    public RoutePreflight(ClusterRegistry registry, IstioRouter router) {
        this.registry = registry;
        this.router = router;
    }

    @Override
    public List<Check> check(ShiftPlan plan) {
        List<Check> checks = new ArrayList<>();
        // Taken once: a cluster may leave at any moment.
        Optional<ClusterRoutes> inSource = router.routes(plan.source());
        Optional<ClusterRoutes> inDestination = router.routes(plan.destination());
        checks.add(reachable("source", "source", plan.source(), inSource));
        checks.add(reachable("destination", "destination", plan.destination(), inDestination));
        if (checks.stream().anyMatch(check -> check.result() != Result.PASS)) {
            return checks;
        }
        ClusterRoutes source = inSource.orElseThrow();
        ClusterRoutes destination = inDestination.orElseThrow();
        checks.add(service(plan, plan.source(), source));
        checks.add(service(plan, plan.destination(), destination));
        checks.add(samePorts(plan, source, destination));
        source.service(plan.service()).ifPresent(service -> checks.addAll(ofConnections(plan, service)));
        Map<ClusterName, Set<String>> subsets = Map.of(
                plan.source(), subsets(plan, plan.source(), source),
                plan.destination(), subsets(plan, plan.destination(), destination));
        Set<ClusterName> concerned = new LinkedHashSet<>(List.of(plan.source(), plan.destination()));
        concerned.addAll(router.concerned(plan));
        for (ClusterName cluster : concerned) {
            router.routes(cluster).ifPresent(routes -> {
                if (!subsets.containsKey(cluster)) {
                    checks.add(reachable("service", "clients-in-" + cluster, cluster, Optional.of(routes)));
                }
                checks.addAll(standing(plan, cluster, routes, subsets));
                checks.addAll(unrouted(plan, cluster, routes));
                checks.add(startsAtSource(plan, cluster, routes));
            });
        }
        return checks;
    }

    /** The subsets that would be defined in a cluster, before any route is written; none where they can't be made. */
    private Set<String> subsets(ShiftPlan plan, ClusterName cluster, ClusterRoutes routes) {
        return router
                .situation(cluster, plan)
                .at(new RouteTarget(Stage.SUBSETS, plan.baseline()), routes.objects(plan.service()))
                .changes()
                .stream()
                .flatMap(change -> change.after().stream())
                .findFirst()
                .map(DefinedSubsets::names)
                .orElse(Set.of());
    }

    private Check reachable(String field, String what, ClusterName cluster, Optional<ClusterRoutes> routes) {
        String id = what + "-reachable";
        if (routes.isEmpty()) {
            return registry.names().contains(cluster.value())
                    ? new Check(id, field, Result.UNKNOWN, registry.problem(cluster), "")
                    : new Check(
                            id,
                            field,
                            Result.FAIL,
                            "there is no cluster '%s'".formatted(cluster),
                            "name one of %s, or create a MeshCluster for it".formatted(registry.names()));
        }
        return routes.get()
                .problem()
                .map(problem -> new Check(
                        id, field, Result.UNKNOWN, "cluster %s can't be reached: %s".formatted(cluster, problem), ""))
                .orElseGet(() -> passed(id, field));
    }

    private static Check service(ShiftPlan plan, ClusterName cluster, ClusterRoutes routes) {
        String id = "service-in-" + cluster;
        Optional<Service> found = routes.service(plan.service());
        if (found.isEmpty()) {
            return new Check(
                    id,
                    "service",
                    Result.FAIL,
                    "there is no Service %s in cluster %s".formatted(plan.service(), cluster),
                    "the Service must have the same namespace and name in both clusters");
        }
        return Shiftable.obstacle(found.get(), plan.protocol())
                .map(why -> new Check(
                        id,
                        why.field(),
                        Result.FAIL,
                        "%s in cluster %s %s".formatted(plan.service(), cluster, why.seen()),
                        why.todo()))
                .orElseGet(() -> passed(id, "service"));
    }

    private static List<Check> ofConnections(ShiftPlan plan, Service service) {
        return Shiftable.warnings(plan.service(), service, plan.protocol()).stream()
                .map(warning -> new Check(
                        warning.id(),
                        warning.field(),
                        Result.WARN,
                        "%s %s".formatted(plan.service(), warning.seen()),
                        warning.todo()))
                .toList();
    }

    /** Ports that no route of what governs the host is for. */
    private static List<Check> unrouted(ShiftPlan plan, ClusterName cluster, ClusterRoutes routes) {
        return routes.service(plan.service()).map(Shiftable::routes).stream()
                .flatMap(needed -> MissingRoutes.of(plan.service(), routes.objects(plan.service()), needed).stream())
                .map(missing -> new Check(
                        missing.id() + "-in-" + cluster,
                        "service",
                        Result.FAIL,
                        "%s in cluster %s %s".formatted(missing.object(), cluster, missing.seen()),
                        missing.todo()))
                .toList();
    }

    /** Istio drops remote endpoints silently where number and name of a port differ. */
    private static Check samePorts(ShiftPlan plan, ClusterRoutes source, ClusterRoutes destination) {
        String here = ports(source.service(plan.service()));
        String there = ports(destination.service(plan.service()));
        return here.equals(there)
                ? passed("service-ports", "service")
                : new Check(
                        "service-ports",
                        "service",
                        Result.FAIL,
                        "the ports of %s are %s in %s and %s in %s"
                                .formatted(plan.service(), here, plan.source(), there, plan.destination()),
                        "give them the same numbers and names in both clusters");
    }

    /** What stands for the host: whether the split can be woven in, and a check for each thing to know beside. */
    private List<Check> standing(
            ShiftPlan plan, ClusterName cluster, ClusterRoutes routes, Map<ClusterName, Set<String>> subsets) {
        Situation situation = router.situation(cluster, plan);
        List<Finding> findings = new ArrayList<>();
        // Routes lack subsets wherever some can't be made; that is told once, where it is to be mended.
        Stage stage = subsets.values().stream().anyMatch(Set::isEmpty) ? Stage.SUBSETS : Stage.ROUTES;
        situation
                .withSubsets(subsets)
                .at(new RouteTarget(stage, plan.baseline()), routes.objects(plan.service()))
                .problems()
                .forEach(problem -> findings.add(Finding.of("unweavable", Severity.FAIL, problem)));
        List<Check> checks = new ArrayList<>();
        if (findings.isEmpty()) {
            checks.add(passed("routes-in-" + cluster, "service"));
        }
        findings.addAll(Findings.on(plan.service(), routes.around(plan.service()), routes.rootNamespace()));
        findings.stream()
                .map(finding -> new Check(
                        finding.id() + "-in-" + cluster,
                        "service",
                        switch (finding.severity()) {
                            case WARN -> Result.WARN;
                            case FAIL -> Result.FAIL;
                        },
                        "%s in cluster %s %s".formatted(finding.object(), cluster, finding.seen()),
                        finding.todo()))
                .forEach(checks::add);
        return checks;
    }

    /** Pinning everything to the source would be a jump, not a step, where an earlier shift has left traffic elsewhere. */
    private static Check startsAtSource(ShiftPlan plan, ClusterName cluster, ClusterRoutes routes) {
        String id = "starts-at-source-in-" + cluster;
        ServiceRoutes standing = routes.routesOf(plan.service());
        Optional<TrafficSplit> split = standing.split(plan.source(), plan.destination());
        return !standing.isDivided() || split.equals(Optional.of(plan.baseline()))
                ? passed(id, "source")
                : new Check(
                        id,
                        "source",
                        Result.FAIL,
                        "routes of an earlier shift stand at %s in cluster %s"
                                .formatted(split.map(TrafficSplit::toString).orElse("another split"), cluster),
                        "start from where the traffic is, or take the split of %s out of the routes there"
                                .formatted(plan.service()));
    }

    private static String ports(Optional<Service> service) {
        return service.map(found -> found.getSpec().getPorts().stream()
                        .map(RoutePreflight::words)
                        .sorted()
                        .collect(Collectors.joining(", ", "[", "]")))
                .orElse("unknown");
    }

    private static String words(ServicePort port) {
        return port.getPort() + (port.getName() == null ? "" : " " + port.getName());
    }

    private static Check passed(String id, String field) {
        return new Check(id, field, Result.PASS, "as it should be", "");
    }
}
