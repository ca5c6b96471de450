package dev.gangway.adapter.istio;

import dev.gangway.adapter.cluster.ClusterRegistry;
import dev.gangway.adapter.istio.weave.Finding;
import dev.gangway.adapter.istio.weave.Findings;
import dev.gangway.adapter.istio.weave.MissingRoutes;
import dev.gangway.control.Preflight;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.TrafficSplit;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at the two clusters for what would make routes fail. */
public final class RoutePreflight implements Preflight {
    private static final String ROUTES = "routes";

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
        checks.add(reachable("source", plan.source(), inSource));
        checks.add(reachable("destination", plan.destination(), inDestination));
        if (checks.stream().anyMatch(check -> check.result() != Result.PASS)) {
            return checks;
        }
        ClusterRoutes source = inSource.orElseThrow();
        ClusterRoutes destination = inDestination.orElseThrow();
        checks.add(service(plan, plan.source(), source));
        checks.add(service(plan, plan.destination(), destination));
        checks.add(samePorts(plan, source, destination));
        source.service(plan.service()).ifPresent(service -> checks.addAll(ofConnections(plan, service)));
        checks.addAll(unrouted(plan, plan.source(), source));
        checks.addAll(unrouted(plan, plan.destination(), destination));
        checks.addAll(others(plan, plan.source(), source));
        checks.addAll(others(plan, plan.destination(), destination));
        checks.add(startsAtSource(plan, plan.source(), source));
        checks.add(startsAtSource(plan, plan.destination(), destination));
        return checks;
    }

    private Check reachable(String field, ClusterName cluster, Optional<ClusterRoutes> routes) {
        String id = field + "-reachable";
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
                .flatMap(needed -> MissingRoutes.of(plan.service(), routes.objects(), needed).stream())
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

    /** What others have for the host: a check each, and one that passes where nobody has routes for it. */
    private static List<Check> others(ShiftPlan plan, ClusterName cluster, ClusterRoutes routes) {
        List<Check> checks = new ArrayList<>();
        Set<String> subsets = Set.of(plan.source().value(), plan.destination().value());
        List<Finding> findings = Findings.on(plan.service(), subsets, routes.objects());
        if (findings.stream().noneMatch(finding -> finding.id().equals(ROUTES))) {
            checks.add(passed(ROUTES + "-in-" + cluster, "service"));
        }
        findings.stream()
                .filter(Finding::holdsBeside)
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
        return routes.routesOf(plan.service())
                .filter(IstioObjects::isOurs)
                .map(object -> IstioObjects.split(object, plan))
                .filter(split -> !split.equals(Optional.of(plan.baseline())))
                .map(split -> new Check(
                        id,
                        "source",
                        Result.FAIL,
                        "routes of an earlier shift stand at %s in cluster %s"
                                .formatted(split.map(TrafficSplit::toString).orElse("another split"), cluster),
                        "start from where the traffic is, or delete VirtualService %s there"
                                .formatted(IstioObjects.name(plan.service()))))
                .orElseGet(() -> passed(id, "source"));
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
