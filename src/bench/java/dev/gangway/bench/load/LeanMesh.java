package dev.gangway.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Two clusters with services and their clients, and the cluster where Gangway's own resources live. */
final class LeanMesh implements AutoCloseable {
    static final String MANAGEMENT = "management";
    private static final double REQUESTS_PER_SECOND = 30;
    private static final List<String> MESH = List.of(LeanRoutes.SOURCE, LeanRoutes.DESTINATION);

    /** For all API servers, as many as there are processors, and few workers. */
    private static final int EVENT_LOOPS = 2;

    static {
        // Vert.x logs, and what logs is on the classpath of the tests.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    }

    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setEventLoopPoolSize(EVENT_LOOPS)
            .setWorkerPoolSize(2)
            .setFileSystemOptions(
                    new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    private final Map<String, LeanCluster> clusters = new LinkedHashMap<>();
    private final Map<String, LeanApiServer> servers = new LinkedHashMap<>();
    private final Map<String, TrafficRows> traffic = new LinkedHashMap<>();
    private final Map<String, LeanPrometheus> prometheuses = new LinkedHashMap<>();

    private LeanMesh() throws IOException {
        cluster(MANAGEMENT);
        for (String name : MESH) {
            LeanRoutes routes = new LeanRoutes();
            cluster(name).addListener(routes);
            TrafficRows rows = new TrafficRows(routes, REQUESTS_PER_SECOND);
            traffic.put(name, rows);
            prometheuses.put(name, new LeanPrometheus(rows));
            String kubeconfig = Base64.getEncoder()
                    .encodeToString(servers.get(name).kubeconfig().getBytes(UTF_8));
            Furniture.meshCluster(
                    clusters.get(MANAGEMENT),
                    name,
                    kubeconfig,
                    prometheuses.get(name).address());
        }
    }

    /** Without a service. */
    static LeanMesh start() throws IOException {
        return new LeanMesh();
    }

    /**
     * With so many services in each cluster, and a shift of each that is on its way from one step to the next.
     *
     * @param step how long a shift stays at a step; they begin at different times in it
     */
    static LeanMesh start(int shifts, Duration step) throws IOException {
        LeanMesh mesh = new LeanMesh();
        Furniture furniture = new Furniture(step);
        furniture.policies(mesh.clusters.get(MANAGEMENT), shifts);
        for (int number = 0; number < shifts; number++) {
            furniture.shift(mesh.clusters.get(MANAGEMENT), number);
            for (String name : MESH) {
                furniture.service(mesh.clusters.get(name), number);
                furniture.routes(mesh.clusters.get(name), number);
            }
        }
        return mesh;
    }

    LeanCluster management() {
        return clusters.get(MANAGEMENT);
    }

    /** How many watches are open, by cluster and kind. */
    Map<String, Integer> watches() {
        Map<String, Integer> all = new TreeMap<>();
        clusters.values().forEach(cluster -> all.putAll(cluster.watchesByKind()));
        return all;
    }

    /** How many TrafficShifts there are. */
    int shifts() {
        return management().collection(Furniture.shiftPath("", "")).size();
    }

    /** How many routes and subsets stand in the mesh. */
    int routes() {
        return meshClusters().stream().mapToInt(LeanCluster::routes).sum();
    }

    private LeanCluster cluster(String name) {
        LeanCluster cluster = new LeanCluster(name);
        clusters.put(name, cluster);
        servers.put(name, new LeanApiServer(cluster, vertx, EVENT_LOOPS));
        return cluster;
    }

    /** The kubeconfig of Gangway's own cluster. */
    String kubeconfig() {
        return servers.get(MANAGEMENT).kubeconfig();
    }

    List<LeanCluster> meshClusters() {
        return MESH.stream().map(clusters::get).toList();
    }

    /** Makes a service bad at the destination from now on, in every window. */
    void fail(String host, double share) {
        traffic.values().forEach(rows -> rows.fail(host, share));
    }

    ObjectNode shift(String namespace, String name) {
        return Json.object(clusters.get(MANAGEMENT).get(Furniture.shiftPath(namespace, name)));
    }

    /** How many writes all API servers have taken. */
    long writes() {
        return clusters.values().stream().mapToLong(LeanCluster::writes).sum();
    }

    /** How many of the writes were of routes and subsets. */
    long routeWrites() {
        return clusters.values().stream().mapToLong(LeanCluster::routeWrites).sum();
    }

    /** How many queries all Prometheus were asked. */
    long queries() {
        return prometheuses.values().stream().mapToLong(LeanPrometheus::queries).sum();
    }

    /** How many rounds have begun to read. */
    long rounds() {
        return prometheuses.get(LeanRoutes.SOURCE).rounds();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        prometheuses.values().forEach(LeanPrometheus::close);
    }
}
