package dev.gangway.sim;

import dev.gangway.domain.traffic.ServiceRef;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What stands in the simulated mesh, as {@code GET /sim} tells it.
 *
 * @param time the simulated time
 * @param speed simulated seconds in a real one
 * @param setupFaults those that are on
 */
record SimulationView(
        Instant time,
        double speed,
        long seed,
        List<Cluster> clusters,
        List<Service> services,
        List<Fault> setupFaults) {
    SimulationView {
        clusters = List.copyOf(clusters);
        services = List.copyOf(services);
        setupFaults = List.copyOf(setupFaults);
    }

    /**
     * A cluster.
     *
     * @param prometheus empty for the cluster without clients
     */
    record Cluster(
            String name,
            URI apiServer,
            boolean apiServerOff,
            Optional<URI> prometheus,
            Optional<PrometheusFault> prometheusFault) {}

    /**
     * A service.
     *
     * @param regression what is wrong with it at the destination; empty = nothing
     * @param shares by the cluster of its clients, the share (0 to 1) of their requests that each cluster gets
     */
    record Service(
            String namespace, String name, Optional<Regression> regression, Map<String, Map<String, Double>> shares) {
        Service {
            shares = Map.copyOf(shares);
        }

        static Service of(SimulatedMesh mesh, ServiceRef ref) {
            Map<String, Map<String, Double>> shares = new TreeMap<>();
            Topology.MESH.forEach(cluster -> shares.put(cluster, mesh.shares(cluster, ref)));
            return new Service(
                    ref.namespace(),
                    ref.name(),
                    Optional.ofNullable(mesh.regressions().get(ref)),
                    shares);
        }
    }

    /**
     * Something that can be wrong between the clusters.
     *
     * @param wrong what is wrong while it is on
     */
    record Fault(String name, String wrong, boolean on) {}

    /** All that can be wrong between the clusters. */
    static List<Fault> faults(SimulatedMesh mesh) {
        Set<SetupFault> on = mesh.setupFaults();
        return Arrays.stream(SetupFault.values())
                .map(fault -> new Fault(fault.label(), fault.sentence(), on.contains(fault)))
                .toList();
    }

    static SimulationView of(SimulatedMesh mesh, Instant time, SimulationConfig config) {
        Map<String, URI> prometheuses = mesh.prometheuses();
        List<Cluster> clusters = mesh.apiServers().entrySet().stream()
                .map(server -> new Cluster(
                        server.getKey(),
                        server.getValue(),
                        mesh.isApiServerOff(server.getKey()),
                        Optional.ofNullable(prometheuses.get(server.getKey())),
                        prometheuses.containsKey(server.getKey())
                                ? mesh.prometheusFault(server.getKey())
                                : Optional.empty()))
                .toList();
        List<Service> services =
                mesh.services().stream().map(ref -> Service.of(mesh, ref)).toList();
        List<Fault> faults = faults(mesh).stream().filter(Fault::on).toList();
        return new SimulationView(time, config.speed(), config.seed(), clusters, services, faults);
    }
}
