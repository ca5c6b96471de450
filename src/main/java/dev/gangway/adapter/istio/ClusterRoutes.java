package dev.gangway.adapter.istio;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.cluster.Member;
import dev.gangway.adapter.istio.Wanted.Want;
import dev.gangway.adapter.istio.weave.HostNames;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.traffic.ServiceRef;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The Services, VirtualServices and DestinationRules of one cluster, as last seen by a watch. */
final class ClusterRoutes implements AutoCloseable {
    private final SharedIndexInformer<VirtualService> routes;
    private final SharedIndexInformer<DestinationRule> rules;
    private final SharedIndexInformer<Service> services;
    private final Heartbeat heartbeat;

    /** Starts watching and does not wait for the cluster to answer. */
    ClusterRoutes(Member member, Consumer<ShiftId> changed) {
        routes =
                member.client().resources(VirtualService.class).inAnyNamespace().runnableInformer(0);
        rules = member.client()
                .resources(DestinationRule.class)
                .inAnyNamespace()
                .runnableInformer(0);
        services = member.client().services().inAnyNamespace().runnableInformer(0);
        routes.addEventHandler(new Changes<>(changed));
        rules.addEventHandler(new Changes<>(changed));
        for (SharedIndexInformer<?> informer : List.of(routes, rules, services)) {
            informer.exceptionHandler((started, failure) -> true);
            var unused = informer.start();
        }
        heartbeat = new Heartbeat(member);
    }

    /** Why what is known of the cluster can't be relied on now; empty = it can. */
    Optional<String> problem() {
        boolean seen = routes.hasSynced() && rules.hasSynced() && services.hasSynced();
        return heartbeat.problem().or(() -> seen ? Optional.empty() : Optional.of("its objects were not read yet"));
    }

    Optional<VirtualService> routesOf(ServiceRef service) {
        return Optional.ofNullable(routes.getStore().getByKey(key(service)));
    }

    Optional<DestinationRule> subsetsOf(ServiceRef service) {
        return Optional.ofNullable(rules.getStore().getByKey(key(service)));
    }

    Optional<Service> service(ServiceRef service) {
        return Optional.ofNullable(
                services.getStore().getByKey(Cache.namespaceKeyFunc(service.namespace(), service.name())));
    }

    /** All VirtualServices and DestinationRules, by their names. */
    List<ObjectNode> objects() {
        return Stream.<HasMetadata>concat(routes.getStore().list().stream(), rules.getStore().list().stream())
                .sorted(Comparator.comparing(Cache::metaNamespaceKeyFunc))
                .map(IstioObjects::tree)
                .toList();
    }

    /** The exportTo of the rule that stands for the service in its namespace already; Istio merges only rules that agree. */
    List<String> exportToOf(ServiceRef service) {
        return rules.getStore().list().stream()
                .filter(object -> !IstioObjects.isOurs(object) && object.getSpec() != null)
                .filter(object -> object.getMetadata().getNamespace().equals(service.namespace()))
                .filter(object -> HostNames.mean(
                        requireNonNullElse(object.getSpec().getHost(), ""), service.namespace(), service))
                .findFirst()
                .map(object -> object.getSpec().getExportTo())
                .orElse(List.of());
    }

    /** Whether the cluster shows what is wanted. */
    boolean shows(Wanted wanted, ServiceRef service) {
        return isAsWanted(wanted.subsets(), subsetsOf(service), DestinationRule::getSpec)
                && isAsWanted(wanted.routes(), routesOf(service), VirtualService::getSpec);
    }

    static <T extends HasMetadata> boolean isAsWanted(Want<T> want, Optional<T> standing, Function<T, ?> spec) {
        return switch (want.kind()) {
            case AS_IT_IS -> true;
            case ABSENT -> standing.filter(IstioObjects::isOurs).isEmpty();
            case PRESENT ->
                standing.isPresent()
                        && IstioObjects.shift(standing.get()).equals(IstioObjects.shift(want.object()))
                        && Objects.equals(spec.apply(standing.get()), spec.apply(want.object()));
        };
    }

    @Override
    public void close() {
        heartbeat.close();
        List.of(routes, rules, services).forEach(SharedIndexInformer::stop);
    }

    private static String key(ServiceRef service) {
        return Cache.namespaceKeyFunc(service.namespace(), IstioObjects.name(service));
    }

    private record Changes<T extends HasMetadata>(Consumer<ShiftId> changed) implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T added) {
            IstioObjects.shift(added).ifPresent(changed);
        }

        @Override
        public void onUpdate(T before, T after) {
            IstioObjects.shift(after).or(() -> IstioObjects.shift(before)).ifPresent(changed);
        }

        @Override
        public void onDelete(T deleted, boolean finalStateUnknown) {
            IstioObjects.shift(deleted).ifPresent(changed);
        }
    }
}
