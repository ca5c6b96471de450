package dev.gangway.it;

import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What stands in the API servers of the simulated mesh, read past Gangway. */
final class Mesh {
    static final List<String> CLUSTERS = List.of("k8s2", "eks1");

    private Mesh() {}

    /** The weights of Gangway's route of a service in one cluster, source first; empty without one. */
    static List<Integer> weights(SimulatedMesh mesh, String cluster, String service) {
        VirtualService routes = mesh.client(cluster)
                .resources(VirtualService.class)
                .inNamespace("shop")
                .withName("gangway-" + service)
                .get();
        return routes == null
                ? List.of()
                : routes.getSpec().getHttp().get(0).getRoute().stream()
                        .map(destination -> destination.getWeight())
                        .toList();
    }

    /** Removes the routes that shifts have left standing. */
    static void removeRoutes(SimulatedMesh mesh, String... services) {
        for (String cluster : CLUSTERS) {
            for (String service : services) {
                var unused = mesh.client(cluster)
                        .resources(VirtualService.class)
                        .inNamespace("shop")
                        .withName("gangway-" + service)
                        .delete();
            }
        }
    }

    /** How many of a service's requests the clients' proxies have seen end at a cluster, well or not. */
    static double sent(SimulatedMesh mesh, String service, String cluster) {
        return requests(mesh, "source", service, cluster);
    }

    /** How many requests of a service the servers' proxies in a cluster have seen end, mirrored ones among them. */
    static double received(SimulatedMesh mesh, String service, String cluster) {
        return requests(mesh, "destination", service, cluster);
    }

    private static double requests(SimulatedMesh mesh, String reporter, String service, String cluster) {
        return CLUSTERS.stream()
                .flatMap(scraped -> mesh.metrics(scraped).lines())
                .filter(line -> line.startsWith("istio_requests_total{"))
                .filter(line -> line.contains("reporter=\"" + reporter + '"')
                        && line.contains("destination_service_name=\"" + service + '"')
                        && line.contains("destination_cluster=\"" + cluster + '"'))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    static ServiceRef ref(String service) {
        return new ServiceRef("shop", service);
    }

    static Map<String, String> orNone(Map<String, String> labels) {
        return labels == null ? Map.of() : labels;
    }

    /** Every object that Gangway could write, with its version: equal before and after means that nothing was written. */
    static Map<String, String> versions(SimulatedMesh mesh) {
        Map<String, String> versions = new TreeMap<>();
        Stream.of("management", "k8s2", "eks1").forEach(cluster -> objects(mesh.client(cluster))
                .forEach(object -> versions.put(
                        cluster + "/" + object.getKind() + "/"
                                + object.getMetadata().getNamespace() + "/"
                                + object.getMetadata().getName(),
                        object.getMetadata().getResourceVersion())));
        return versions;
    }

    private static Stream<? extends HasMetadata> objects(KubernetesClient client) {
        List<GenericKubernetesResource> shifts = client.genericKubernetesResources(
                        "gangway.dev/v1alpha1", "TrafficShift")
                .inAnyNamespace()
                .list()
                .getItems();
        return Stream.of(
                        shifts.stream(),
                        client.resources(VirtualService.class).inAnyNamespace().list().getItems().stream(),
                        client.resources(DestinationRule.class).inAnyNamespace().list().getItems().stream())
                .flatMap(objects -> objects);
    }
}
