package dev.gangway.adapter.cluster.enrolment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.cluster.ClusterRegistry;
import dev.gangway.adapter.cluster.Member;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.ShiftState;
import dev.gangway.control.ShiftStore;
import dev.gangway.control.enrolment.EnrolmentRequest;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.Weight;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Keeps an enrolment from moving traffic. Istio does not send across networks to pods without a sidecar, and without routes
 * it balances over the endpoints of all clusters by their number. So a Service that exists in another cluster too, and is in the
 * mesh there, gets a share of all its clients' requests the moment its pods here get sidecars, with no step and no judge.
 *
 * <p>The rule is: a Service with pods here that have no sidecar yet, which exists in another cluster where its namespace is in
 * the mesh, must be pinned in every cluster that has it. Pinned means that routes for its host stand, and that every one of them
 * sends to subsets that name a place and nothing else ({@link MeshRoutes}): then it is the weights that say what comes here. The
 * routes that a shift writes are such routes from Preparing on; while a shift to here is Pending or Preparing they are not yet seen
 * to stand everywhere. A cluster that can't be asked is not safe. The other way round, a cluster that the routes of a shift send to
 * must not lose its sidecars.
 *
 * <p>Headless Services and ExternalNames are let through: no gateway carries them, so nothing starts. So are Services of UDP alone.
 */
final class TrafficGuard {
    private static final Set<Phase.Kind> BEFORE_ROUTES_STAND = Set.of(Phase.Kind.PENDING, Phase.Kind.PREPARING);
    private static final Set<Phase.Kind> WITHOUT_ROUTES = Set.of(Phase.Kind.PENDING, Phase.Kind.RELEASED);

    private final ClusterRegistry registry;
    private final ShiftStore shifts;

    TrafficGuard(ClusterRegistry registry, ShiftStore shifts) {
        this.registry = registry;
        this.shifts = shifts;
    }

    /** What would start, or break, by itself, each with the way out; empty = nothing. */
    List<String> dangers(Member here, EnrolmentRequest request) {
        if (request.disable()) {
            return shiftsOf(request.namespace())
                    .filter(shift ->
                            !WITHOUT_ROUTES.contains(shift.state().phase().kind()))
                    .filter(shift -> sendsTo(here.name(), shift))
                    .map(shift ->
                            "the routes of shift %s (%s) send requests to %s, and across networks pods without a sidecar get none: move them away, or delete the shift"
                                    .formatted(
                                            shift.id(),
                                            shift.state().phase().kind().title(),
                                            here.name()))
                    .toList();
        }
        ClusterObjects objects = new ClusterObjects(here);
        NamespacePods pods = NamespacePods.read(objects, request.namespace());
        List<ObjectNode> starting = objects.list(ObjectKind.SERVICE, request.namespace()).stream()
                .filter(service -> ServiceTraits.crossesNetworks(service))
                .filter(service -> pods.selectedBy(service).stream().anyMatch(pod -> !pod.hasSidecar()))
                .toList();
        return starting.isEmpty()
                ? List.of()
                : Stream.concat(shiftsToCome(here, request).stream(), unpinned(here, request, starting).stream())
                        .toList();
    }

    private List<String> shiftsToCome(Member here, EnrolmentRequest request) {
        return shiftsOf(request.namespace())
                .filter(shift -> shift.plan().destination().equals(here.name()))
                .filter(shift ->
                        BEFORE_ROUTES_STAND.contains(shift.state().phase().kind()))
                .map(shift ->
                        "shift %s is %s: its routes do not stand at %s in every cluster yet; wait until it has left Preparing"
                                .formatted(
                                        shift.id(),
                                        shift.state().phase().kind().title(),
                                        shift.plan().source()))
                .toList();
    }

    private List<String> unpinned(Member here, EnrolmentRequest request, List<ObjectNode> starting) {
        List<String> dangers = new ArrayList<>();
        List<Neighbour> neighbours = new ArrayList<>();
        for (String name : registry.names()) {
            if (!name.equals(here.name().value())) {
                try {
                    neighbours.add(Neighbour.read(member(new ClusterName(name)), request.namespace()));
                } catch (KubernetesClientException | IllegalStateException e) {
                    dangers.add(
                            "cluster %s can't be asked whether it has the same Services in the mesh (%s): let it be reached, with the permissions of kubernetes/mesh-cluster-enrolment"
                                    .formatted(name, Trouble.words(e)));
                }
            }
        }
        MeshRoutes own = neighbours.stream().anyMatch(Neighbour::enrolled)
                ? MeshRoutes.of(new ClusterObjects(here))
                : MeshRoutes.NONE;
        starting.forEach(service -> unpinned(here.name(), request.namespace(), service, own, neighbours)
                .ifPresent(dangers::add));
        return dangers;
    }

    private static Optional<String> unpinned(
            ClusterName here, String namespace, ObjectNode service, MeshRoutes own, List<Neighbour> neighbours) {
        ServiceRef ref = new ServiceRef(namespace, service.at("/metadata/name").asText());
        List<Neighbour> having = neighbours.stream()
                .filter(neighbour -> neighbour.services().contains(ref.name()))
                .toList();
        List<ClusterName> enrolled =
                having.stream().filter(Neighbour::enrolled).map(Neighbour::name).toList();
        Set<ClusterName> open = new TreeSet<>();
        if (!own.pin(ref)) {
            open.add(here);
        }
        having.stream().filter(there -> !there.routes().pin(ref)).forEach(there -> open.add(there.name()));
        return enrolled.isEmpty() || open.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Service %s is in the mesh in %s too, and no routes in %s say what each cluster gets, so a share would come here at once: %s"
                                .formatted(ref, enrolled, open, ServiceTraits.wayOut(service)));
    }

    /** Throws IllegalStateException that says why there is no client for the cluster. */
    private Member member(ClusterName name) {
        return registry.find(name).orElseThrow(() -> new IllegalStateException(registry.problem(name)));
    }

    private Stream<ShiftRecord> shiftsOf(String namespace) {
        return shifts.all().stream()
                .filter(shift -> shift.plan().service().namespace().equals(namespace))
                .filter(shift -> shift.plan().mode() == ShiftPlan.Mode.SHIFT);
    }

    private static boolean sendsTo(ClusterName cluster, ShiftRecord shift) {
        Weight share =
                ShiftState.wanted(shift.state().phase(), shift.plan()).shares().getOrDefault(cluster, Weight.NONE);
        return share.permille() > 0;
    }
}
