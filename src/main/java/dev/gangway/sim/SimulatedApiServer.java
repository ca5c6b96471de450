package dev.gangway.sim;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.vertx.core.Vertx;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The API server of one simulated cluster, on a free port of the loopback interface. */
final class SimulatedApiServer implements AutoCloseable {
    // The mock server logs each request at INFO. Held, as a logger that nobody holds forgets its level.
    private static final Logger REQUEST_LOG = Logger.getLogger(MockWebServer.class.getName());

    static {
        REQUEST_LOG.setLevel(Level.WARNING);
    }

    private final String cluster;
    private final StrictDispatcher dispatcher;
    private final Workloads workloads;
    private final MockWebServer web = new MockWebServer();
    private final Vertx eventLoops = eventLoops(web);
    private final KubernetesMockServer server;
    private final KubernetesClient client;

    /** Starts it. */
    SimulatedApiServer(String cluster) {
        this.cluster = cluster;
        dispatcher = new StrictDispatcher(cluster);
        workloads = new Workloads(cluster, new ObjectStore(dispatcher));
        server = new KubernetesMockServer(new Context(), web, new HashMap<>(), dispatcher, false);
        server.init(InetAddress.getLoopbackAddress(), 0);
        Config config = Config.fromKubeconfig(kubeconfig());
        // The default of 10 doubling waits would hold the callers of a server that is switched off for 20 s.
        config.setRequestRetryBackoffLimit(2);
        // Quarkus' own factory closes no event loops, since those of an application are not a client's to close.
        client = new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new VertxHttpClientFactory())
                .build();
    }

    String address() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /** For any client of this server, kubectl too. */
    String kubeconfig() {
        return """
                apiVersion: v1
                kind: Config
                clusters:
                  - name: %1$s
                    cluster:
                      server: %2$s
                users:
                  - name: gangway
                    user: {}
                contexts:
                  - name: %1$s
                    context:
                      cluster: %1$s
                      user: gangway
                      namespace: default
                current-context: %1$s
                """
                .formatted(cluster, address());
    }

    KubernetesClient client() {
        return client;
    }

    StrictDispatcher dispatcher() {
        return dispatcher;
    }

    /** The pods of its cluster and those who care for them. */
    Workloads workloads() {
        return workloads;
    }

    /** The mock server remembers every request for tests that ask for them; a long run would fill the heap with them. */
    void forgetRequests() {
        web.reset();
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
        var unused = eventLoops.close();
    }

    /** The mock server never closes them and shows them to nobody: each mesh would leave threads and file handles behind. */
    private static Vertx eventLoops(MockWebServer web) {
        try {
            Field field = MockWebServer.class.getDeclaredField("vertx");
            field.setAccessible(true);
            return (Vertx) field.get(web);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the mock server keeps its event loops elsewhere now", e);
        }
    }
}
