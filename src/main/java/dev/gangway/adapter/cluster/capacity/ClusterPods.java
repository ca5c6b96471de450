package dev.gangway.adapter.cluster.capacity;

import dev.gangway.adapter.cluster.Member;
import dev.gangway.adapter.cluster.capacity.FoundScalings.Scaling;
import dev.gangway.adapter.cluster.capacity.Scalers.Scaler;
import dev.gangway.adapter.cluster.capacity.Workloads.Workload;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.Supply;
import dev.gangway.domain.shift.Supply.Autoscaler;
import dev.gangway.domain.traffic.ServiceRef;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ready pods of one cluster's services, and what scales them, as last seen by watches. */
final class ClusterPods implements AutoCloseable {
    /** For so long after its API server has answered last, what was seen of a cluster is worth more than nothing. */
    private static final Duration LASTS = Duration.ofMinutes(1);

    private final Member member;
    private final Clock clock;
    private final Consumer<ServiceRef> changed;
    private final Watched<EndpointSlice> slices;
    private final Watched<Service> services;
    private final Workloads workloads;
    private final Scalers scalers;
    private final FoundScalings scalings = new FoundScalings(this::find);

    /**
     * Starts watching and does not wait for the cluster to answer.
     *
     * @param changed is told of services whose ready pods may be others now
     */
    ClusterPods(Member member, Clock clock, Consumer<ServiceRef> changed) {
        this.member = member;
        this.clock = clock;
        this.changed = changed;
        scalers = new Scalers(member, this::heard);
        workloads = new Workloads(member, this::heard);
        services = new Watched<>(
                "services",
                member.client().services().inAnyNamespace(),
                Trims::service,
                service -> List.of(),
                service -> heard(service.getMetadata().getNamespace()),
                member.watches());
        slices = new Watched<>(
                "endpointslices",
                member.client().discovery().v1().endpointSlices().inAnyNamespace(),
                Trims::slice,
                slice -> List.of(key(slice.getMetadata().getNamespace(), Trims.serviceOf(slice))),
                this::told,
                member.watches());
    }

    Member member() {
        return member;
    }

    Supply supply(ServiceRef service) {
        Optional<String> unseen = Stream.of(
                        slices.problem(), services.problem(), workloads.problem(), scalers.problem())
                .flatMap(Optional::stream)
                .findFirst();
        if (unseen.isPresent()) {
            return new Supply.Unknown(unseen.get());
        }
        return member.heartbeat()
                .problem()
                .<Supply>map(why ->
                        new Supply.Unknown(why, Optional.of(known(service)).filter(seen -> isFresh())))
                .orElseGet(() -> known(service));
    }

    /** Completes when its API server has given all that is watched, or has said why not. */
    CompletableFuture<Void> answered() {
        return CompletableFuture.allOf(
                slices.answered(), services.answered(), workloads.answered(), scalers.answered());
    }

    /** What scales the pods of a service, where that is one object alone. */
    Optional<Scaler> scaler(ServiceRef service) {
        return scaling(service).scaler();
    }

    List<Scaler> raisedFor(ShiftId id) {
        return scalers.raisedFor(id);
    }

    /** Whether its autoscalers are known. */
    boolean seesScalers() {
        return scalers.problem().isEmpty() && member.heartbeat().problem().isEmpty();
    }

    @Override
    public void close() {
        slices.close();
        services.close();
        workloads.close();
        scalers.close();
    }

    private boolean isFresh() {
        return member.heartbeat()
                .lastAnswer()
                .filter(answered -> answered.plus(LASTS).isAfter(clock.instant()))
                .isPresent();
    }

    private Supply.Known known(ServiceRef service) {
        Scaling scaling = scaling(service);
        return new Supply.Known(ready(service), scaling.autoscaler(), scaling.workload());
    }

    /** A pod with two families of addresses is in slices of both. */
    private int ready(ServiceRef service) {
        return slices.by(key(service.namespace(), service.name())).stream()
                .collect(Collectors.groupingBy(
                        EndpointSlice::getAddressType,
                        Collectors.summingInt(slice -> slice.getEndpoints().size())))
                .values()
                .stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
    }

    /** Nothing is kept of a service that does not stand: nobody would tell when that is to be forgotten. */
    private Scaling scaling(ServiceRef service) {
        return services.named(service.namespace(), service.name()).isPresent() ? scalings.of(service) : Scaling.NONE;
    }

    private Scaling find(ServiceRef service) {
        List<Workload> behind = services.named(service.namespace(), service.name())
                .map(found -> workloads.of(service.namespace(), found.getSpec().getSelector()))
                .orElse(List.of());
        if (behind.size() == 1) {
            Optional<Scaler> scaler = scalers.of(service.namespace(), behind.get(0));
            return new Scaling(
                    scaler.map(one -> new Autoscaler(one.kind().title(), one.name(), one.minimum(), one.maximum())),
                    scaler,
                    Optional.of(behind.get(0).words()));
        }
        return new Scaling(together(service, behind), Optional.empty(), Optional.empty());
    }

    /** Several workloads behind one service, as one: those that nothing scales stay as they are. */
    private Optional<Autoscaler> together(ServiceRef service, List<Workload> behind) {
        int minimum = 0;
        int maximum = 0;
        StringBuilder names = new StringBuilder();
        for (Workload workload : behind) {
            Optional<Scaler> scaler = scalers.of(service.namespace(), workload);
            minimum += scaler.map(Scaler::minimum).orElse(workload.replicas());
            maximum += scaler.map(Scaler::maximum).orElse(workload.replicas());
            scaler.ifPresent(one -> names.append(names.isEmpty() ? "" : " and ").append(one.name()));
        }
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new Autoscaler("autoscalers", names.toString(), minimum, maximum));
    }

    private void told(EndpointSlice slice) {
        String service = Trims.serviceOf(slice);
        if (!service.isEmpty()) {
            changed.accept(new ServiceRef(slice.getMetadata().getNamespace(), service));
        }
    }

    private void heard(String namespace) {
        scalings.forget(namespace);
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }
}
