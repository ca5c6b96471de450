package dev.gangway.adapter.cluster.preflight;

import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What was read of clusters, shared by all shifts. What belongs to a cluster or to a namespace is read every 10 s at most, however
 * many ask; of services 20 in a second and cluster at most, so that what is known of one is the older the more are asked for.
 */
final class SharedFacts {
    private static final Duration LASTS = Duration.ofSeconds(10);
    private static final Duration FOR_EACH_SERVICE = Duration.ofMillis(50);
    private static final int MOST_CLUSTERS = 100;
    private static final int MOST_NAMESPACES = 1_000;
    private static final int MOST_SERVICES = 2_000;

    private final Place.Places places;
    private final Shared<ClusterName, ClusterFacts> clusters;
    private final Shared<InCluster<String>, NamespaceFacts> namespaces;
    private final Shared<InCluster<ServiceRef>, ServiceFacts> services;

    private record InCluster<T>(ClusterName cluster, T what) {}

    SharedFacts(Place.Places places, Clock clock) {
        this.places = places;
        clusters = new Shared<>(clock, LASTS, Duration.ZERO, MOST_CLUSTERS);
        namespaces = new Shared<>(clock, LASTS, Duration.ZERO, MOST_NAMESPACES);
        services = new Shared<>(clock, LASTS, FOR_EACH_SERVICE, MOST_SERVICES);
    }

    /** All of a cluster that a shift of the service needs to know. */
    CompletableFuture<Side> side(String role, Place place, ServiceRef service) {
        var cluster = cluster(place);
        var namespace = namespaces.get(new InCluster<>(place.name(), service.namespace()), () -> new FactsReader(place)
                .namespace(service.namespace()));
        return cluster.thenCombine(namespace, Half::new)
                .thenCombine(
                        service(place, service),
                        (half, facts) -> new Side(role, half.cluster(), half.namespace(), facts));
    }

    private record Half(ClusterFacts cluster, NamespaceFacts namespace) {}

    /** Of another cluster, where it is seen to have the service. */
    CompletableFuture<Optional<ClusterFacts>> withService(Place place, ServiceRef service) {
        return service(place, service)
                .thenCompose(facts -> has(facts)
                        ? cluster(place).thenApply(Optional::of)
                        : CompletableFuture.completedFuture(Optional.empty()));
    }

    private CompletableFuture<ClusterFacts> cluster(Place place) {
        return clusters.get(place.name(), () -> {
            List<ClusterName> others = places.names().stream()
                    .filter(name -> !name.equals(place.name()))
                    .toList();
            return new FactsReader(place).cluster(others);
        });
    }

    private CompletableFuture<ServiceFacts> service(Place place, ServiceRef service) {
        return services.get(new InCluster<>(place.name(), service), () -> new FactsReader(place).service(service));
    }

    private static boolean has(ServiceFacts facts) {
        return facts.service() instanceof Reading.Known<Optional<KubernetesObject>> known
                && known.value().isPresent();
    }
}
