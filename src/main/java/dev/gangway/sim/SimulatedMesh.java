package dev.gangway.sim;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.traffic.ServiceRef;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A mesh of two clusters, and a third where Gangway's own resources live, all in this process: API servers on loopback
 * ports, clients that send requests by the routes written there, and a Prometheus for each cluster with clients.
 *
 * <p>Every method that takes the name of a cluster or a service throws NoSuchElementException, with words, for one that is
 * not there. Safe for use by several threads.
 */
public final class SimulatedMesh implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SimulatedMesh.class);
    private static final long DRIVE_MILLIS = 50;

    private final Map<String, SimulatedApiServer> servers = new LinkedHashMap<>();
    private final Map<String, SimulatedPrometheus> prometheuses = new LinkedHashMap<>();
    private final Map<String, ObjectStore> stores = new LinkedHashMap<>();
    private final List<CloudControllers> clouds = new ArrayList<>();
    private final TrafficModel traffic;
    private final Settings settings;
    private final World world;
    private final SetupFaults setupFaults;
    private final ScheduledExecutorService driver =
            Executors.newSingleThreadScheduledExecutor(SimulatedPrometheus.daemons("gangway-sim-world"));

    /**
     * What can be chosen.
     *
     * @param clock the mesh's time
     * @param seed of the numbers that are drawn: the same seed and the same writes at the same times give the same counts
     * @param scrapeInterval in the mesh's time; at least a second
     * @param past how long clients sent requests, and were scraped, before the mesh starts; at most two hours
     * @param prometheusUrls what a MeshCluster names instead of the simulated Prometheus, by cluster
     */
    public record Settings(
            Clock clock, long seed, Duration scrapeInterval, Duration past, Map<String, URI> prometheusUrls) {
        /** Throws IllegalArgumentException for an interval or a past out of range, or an unknown cluster. */
        public Settings {
            requireNonNull(clock, "clock");
            prometheusUrls = Map.copyOf(prometheusUrls);
            if (scrapeInterval.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException("scrape interval " + scrapeInterval + " is below a second");
            }
            if (past.isNegative() || past.compareTo(ScrapeStore.RETENTION) > 0) {
                throw new IllegalArgumentException(
                        "past of " + past + " is not between 0 and " + ScrapeStore.RETENTION);
            }
            if (!Topology.MESH.containsAll(prometheusUrls.keySet())) {
                throw new IllegalArgumentException("Prometheus addresses of " + prometheusUrls.keySet()
                        + ", but the clusters with one are " + Topology.MESH);
            }
        }

        /** A scrape every 5 s, no past, and the simulated Prometheus everywhere. */
        public static Settings of(Clock clock, long seed) {
            return new Settings(clock, seed, Duration.ofSeconds(5), Duration.ZERO, Map.of());
        }
    }

    private SimulatedMesh(Settings settings) throws IOException {
        this.settings = settings;
        traffic = new TrafficModel(settings.seed(), SimulatedService.ALL);
        traffic.regressions().putAll(Regression.AT_START);
        servers.put(Topology.MANAGEMENT, new SimulatedApiServer(Topology.MANAGEMENT));
        Map<String, SimulatedApiServer> meshServers = new LinkedHashMap<>();
        for (String cluster : Topology.MESH) {
            SimulatedApiServer server = new SimulatedApiServer(cluster);
            servers.put(cluster, server);
            meshServers.put(cluster, server);
            stores.put(cluster, new ObjectStore(server.dispatcher()));
            prometheuses.put(cluster, new SimulatedPrometheus(cluster, settings.clock(), this::catchUp));
        }
        world = new World(
                settings.clock(), settings.scrapeInterval(), settings.past(), traffic, meshServers, prometheuses);
        setupFaults = new SetupFaults(settings.clock(), stores);
    }

    /** Starts it, with all that stands in it from the beginning; time passes when {@link #catchUp} is called. */
    public static SimulatedMesh start(Settings settings) {
        try {
            SimulatedMesh mesh = new SimulatedMesh(settings);
            mesh.furnish();
            mesh.catchUp();
            LOG.infof("the simulated mesh is up, seed %d: %s", settings.seed(), mesh.apiServers());
            return mesh;
        } catch (IOException e) {
            throw new UncheckedIOException("the simulated mesh found no free port on loopback", e);
        }
    }

    /** From now on a thread lets time pass as the clock goes, until {@link #close}. */
    public void drive() {
        var unused = driver.scheduleWithFixedDelay(this::driveOn, 0, DRIVE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Lets the seconds pass that the clock is ahead, at most ten minutes of them. */
    public void catchUp() {
        world.catchUp();
        clouds.forEach(cloud -> cloud.sync(settings.clock().instant()));
    }

    /** The clusters and the addresses of their API servers, Gangway's own first. */
    public Map<String, URI> apiServers() {
        Map<String, URI> addresses = new LinkedHashMap<>();
        servers.forEach((name, server) -> addresses.put(name, URI.create(server.address())));
        return addresses;
    }

    /** The clusters with clients and the addresses of their Prometheus. */
    public Map<String, URI> prometheuses() {
        Map<String, URI> addresses = new LinkedHashMap<>();
        prometheuses.forEach((name, prometheus) ->
                addresses.put(name, settings.prometheusUrls().getOrDefault(name, prometheus.address())));
        return addresses;
    }

    /** A kubeconfig for the cluster's API server, as YAML. */
    public String kubeconfig(String cluster) {
        return server(cluster).kubeconfig();
    }

    /** A client of the cluster's API server. It is closed with the mesh. */
    public KubernetesClient client(String cluster) {
        return server(cluster).client();
    }

    /** Tells somebody of all that is written in any of the API servers from now on, in place of whom it told before. */
    public void witness(WriteWitness witness) {
        servers.values().forEach(server -> server.dispatcher().tell(witness));
    }

    /** Lets the API servers review tokens and access by a rule from now on, in place of the one before. */
    public void reviewBy(AccessRule rule) {
        servers.values().forEach(server -> server.dispatcher().reviewBy(rule));
    }

    /** The services that have clients. */
    public List<ServiceRef> services() {
        return traffic.services().stream().map(SimulatedService::ref).toList();
    }

    /** What is wrong with services at the destination; what is not there is healthy. */
    public Map<ServiceRef, Regression> regressions() {
        return Map.copyOf(traffic.regressions());
    }

    /** Makes a service behave so at the destination from the next second on. */
    public void setRegression(ServiceRef service, Regression regression) {
        traffic.regressions().put(known(service), regression);
    }

    /** Heals a service at the destination. */
    public void clearRegression(ServiceRef service) {
        traffic.regressions().remove(known(service));
    }

    /** The share (0 to 1) of the requests from one cluster's clients that goes to each cluster, by the routes that stand. */
    public Map<String, Double> shares(String clientCluster, ServiceRef service) {
        prometheus(clientCluster);
        return world.routing().shares(clientCluster, known(service));
    }

    /** What the clients' and the servers' proxies in a cluster have counted up to now, in Prometheus' text format. */
    public String metrics(String cluster) {
        prometheus(cluster);
        catchUp();
        return MetricsText.render(traffic.counters(cluster).snapshot());
    }

    /** Makes the simulated Prometheus of a cluster fail; empty = makes it work again. */
    public void setPrometheusFault(String cluster, Optional<PrometheusFault> fault) {
        prometheus(cluster).setFault(fault);
    }

    /** How the simulated Prometheus of a cluster fails; empty = it works. */
    public Optional<PrometheusFault> prometheusFault(String cluster) {
        return prometheus(cluster).fault();
    }

    /** Switches the API server of a cluster off or on. Traffic goes on by the routes that stand. */
    public void setApiServerOff(String cluster, boolean off) {
        server(cluster).dispatcher().switchOff(off);
    }

    /** Whether the API server of a cluster is switched off. */
    public boolean isApiServerOff(String cluster) {
        return server(cluster).dispatcher().isOff();
    }

    /** Lets new pods of a workload never be ready, or lets them be ready again. */
    public void setWorkloadFault(String cluster, String namespace, String name, boolean faulty) {
        prometheus(cluster);
        server(cluster).workloads().setFault(namespace, name, faulty);
    }

    /**
     * Switches something that is wrong between the clusters on or off. The objects that it touches stand again as they did before
     * the first fault when the last of theirs is off; what others have made of them meanwhile is lost.
     */
    public void setSetupFault(SetupFault fault, boolean on) {
        world.pausedFor(() -> setupFaults.set(fault, on));
    }

    /** What is wrong between the clusters. */
    public Set<SetupFault> setupFaults() {
        return setupFaults.on();
    }

    @Override
    public void close() {
        driver.shutdownNow();
        prometheuses.values().forEach(SimulatedPrometheus::close);
        servers.values().forEach(SimulatedApiServer::close);
    }

    private void furnish() {
        KubernetesClient management = client(Topology.MANAGEMENT);
        Furnishing.namespace(Topology.GANGWAY_NAMESPACE, management);
        Furnishing.namespace(Topology.NAMESPACE, management);
        Furnishing.policy(Topology.NAMESPACE, management);
        Instant now = settings.clock().instant();
        MeshTrust trust = MeshTrust.of(now);
        Installation installation = new Installation(now, trust);
        for (String cluster : Topology.MESH) {
            Furnishing.meshCluster(cluster, client(cluster));
            installation.install(cluster, stores.get(cluster));
            clouds.add(new CloudControllers(cluster, stores.get(cluster), trust));
            server(cluster).workloads().settle(now);
            Furnishing.management(cluster, kubeconfig(cluster), prometheuses().get(cluster), management);
        }
    }

    private void driveOn() {
        try {
            catchUp();
            servers.values().forEach(SimulatedApiServer::forgetRequests);
        } catch (RuntimeException e) {
            // The executor would silently drop a task that throws, and time would stand still.
            LOG.error("the simulated mesh missed a moment", e);
        }
    }

    private SimulatedApiServer server(String cluster) {
        return Optional.ofNullable(servers.get(cluster))
                .orElseThrow(() -> new NoSuchElementException(
                        "no cluster '" + cluster + "' in the simulated mesh; there are " + servers.keySet()));
    }

    private SimulatedPrometheus prometheus(String cluster) {
        return Optional.ofNullable(prometheuses.get(cluster))
                .orElseThrow(() -> new NoSuchElementException("no cluster '" + cluster
                        + "' with clients in the simulated mesh; there are " + prometheuses.keySet()));
    }

    private ServiceRef known(ServiceRef service) {
        if (!services().contains(service)) {
            throw new NoSuchElementException(
                    "no service '" + service + "' with clients in the simulated mesh; there are " + services());
        }
        return service;
    }
}
