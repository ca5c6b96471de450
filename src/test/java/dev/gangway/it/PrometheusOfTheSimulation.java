package dev.gangway.it;

import dev.gangway.real.Program;
import dev.gangway.real.RealPrometheus;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A real Prometheus for each cluster, which scrapes the simulated clients there; Gangway reads nothing else. */
public final class PrometheusOfTheSimulation implements QuarkusTestResourceLifecycleManager {
    private final Map<String, RealPrometheus> servers = new TreeMap<>();

    @Override
    public Map<String, String> start() {
        if (Program.find("prometheus").isEmpty()) {
            return Map.of(); // The test itself says that it is skipped, or fails in CI.
        }
        int port = Program.freePort();
        Map<String, String> config = new TreeMap<>();
        config.put("quarkus.http.test-port", Integer.toString(port));
        for (String cluster : Mesh.CLUSTERS) {
            RealPrometheus server =
                    RealPrometheus.start("500ms", "/sim/metrics/" + cluster, List.of("localhost:" + port));
            servers.put(cluster, server);
            config.put("gangway.sim.prometheus-url." + cluster, server.base().toString());
        }
        return config;
    }

    @Override
    public void stop() {
        servers.values().forEach(RealPrometheus::close);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(
                servers,
                field -> field.isAnnotationPresent(Servers.class)
                        && field.getType().equals(Map.class));
    }

    /** Marks the field that gets the servers by cluster. */
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Servers {}
}
