package dev.gangway.adapter.istio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.cluster.Heartbeat;
import dev.gangway.adapter.cluster.KeptWatch;
import dev.gangway.adapter.cluster.Member;
import dev.gangway.adapter.istio.weave.ServiceRoutes;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The Services, VirtualServices and DestinationRules of one cluster, as last seen by a watch. */
final class ClusterRoutes implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ClusterRoutes.class);

    /** Services are looked at when something else has happened. */
    private static final ResourceEventHandler<Service> NOBODY = new ResourceEventHandler<>() {
        @Override
        public void onAdd(Service added) {}

        @Override
        public void onUpdate(Service before, Service after) {}

        @Override
        public void onDelete(Service deleted, boolean finalStateUnknown) {}
    };

    private final ClusterName name;
    private final WatchedObjects rules;
    private final WatchedObjects routes;
    private final KeptWatch<Service> services;
    private final CompletableFuture<Void> seen;
    private final Heartbeat heartbeat;
    private final String rootNamespace;

    /**
     * Starts watching and does not wait for the cluster to answer.
     *
     * @param changed is told of services, as {@code namespace/name}, whose routes or subsets may have changed
     */
    ClusterRoutes(Member member, Consumer<Set<String>> changed) {
        name = member.name();
        rules = new WatchedObjects(member, IstioKind.DESTINATION_RULE, changed);
        routes = new WatchedObjects(member, IstioKind.VIRTUAL_SERVICE, changed);
        services = new KeptWatch<>(
                        "Services",
                        member.client().services().inAnyNamespace(),
                        informer -> informer.itemStore(new SlimServices()),
                        NOBODY,
                        member.watches())
                .start();
        seen = CompletableFuture.allOf(rules.seen(), routes.seen(), services.seen());
        heartbeat = member.heartbeat();
        rootNamespace = member.rootNamespace();
    }

    /** Why what is known of the cluster can't be relied on now; empty = it can. */
    Optional<String> problem() {
        return heartbeat.problem().or(routes::problem).or(rules::problem).or(services::problem);
    }

    /** Waits until all objects were seen once, at most so long. */
    void awaitSeen(Duration atMost) {
        try {
            seen.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warnf("cluster=%s: its objects were not read within %d s", name, atMost.toSeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whose DestinationRules are for all namespaces. */
    String rootNamespace() {
        return rootNamespace;
    }

    Optional<Service> service(ServiceRef service) {
        return Optional.ofNullable(
                services.objects().getStore().getByKey(Cache.namespaceKeyFunc(service.namespace(), service.name())));
    }

    /** Whether clients here may call the service: by its name, or by routes that lead to it. */
    boolean mayHaveClientsOf(ServiceRef service) {
        return service(service).isPresent() || !routes.of(service.toString()).isEmpty();
    }

    /** What stands that may concern a service, rules first; what has not changed is the same object. */
    List<WatchedTree> standing(ServiceRef service) {
        return Stream.concat(rules.of(service.toString()).stream(), routes.of(service.toString()).stream())
                .toList();
    }

    /** The same, unpacked. */
    List<ObjectNode> objects(ServiceRef service) {
        return trees(standing(service).stream());
    }

    /** The subsets of Gangway's rule for a service; empty without one. */
    Optional<Set<String>> ownSubsets(ServiceRef service) {
        return rules.named(service.namespace(), ServiceRoutes.ownName(service))
                .flatMap(rule -> rule.ownSubsets(service));
    }

    ServiceRoutes routesOf(ServiceRef service) {
        return new ServiceRoutes(service, objects(service));
    }

    /** What may have a say in where requests to a service go: with what concerns it, what is for hosts by wildcards, or odd. */
    List<ObjectNode> around(ServiceRef service) {
        return trees(Stream.of(standing(service).stream(), routes.ofAll().stream(), rules.ofAll().stream())
                .flatMap(objects -> objects)
                .distinct());
    }

    private static List<ObjectNode> trees(Stream<WatchedTree> packed) {
        return packed.map(WatchedTree::tree).toList();
    }

    @Override
    public void close() {
        rules.close();
        routes.close();
        services.close();
    }
}
