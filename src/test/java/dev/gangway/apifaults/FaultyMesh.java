package dev.gangway.apifaults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gangway.config.RunningGangway;
import dev.gangway.control.Tempo;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.proxy.FaultProxy;
import dev.gangway.proxy.Upstream;
import dev.gangway.sim.Regression;
import dev.gangway.sim.SimulatedClock;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The simulated mesh with a running Gangway, which reaches each of the three API servers through a proxy. */
final class FaultyMesh implements AutoCloseable {
    static final String MANAGEMENT = "management";
    static final List<String> CLUSTERS = List.of("k8s2", "eks1");
    static final double SPEED = 30;

    /** All that waits for an API server is short; in real time, as those are. */
    private static final Map<String, String> SETTINGS = Map.of(
            "gangway.round-interval", "8s",
            "gangway.cluster-timeout", "1s",
            "gangway.watch-silence", "2s",
            "gangway.watch-grace", "1s",
            "gangway.prometheus.lookback", "30m");

    final SimulatedClock clock = new SimulatedClock(Clock.systemUTC(), SPEED);
    final SimulatedMesh mesh = SimulatedMesh.start(SimulatedMesh.Settings.of(clock, 7));
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Map<String, FaultProxy> proxies = new TreeMap<>();
    private final KubernetesClient management;
    private final RunningGangway gangway;

    FaultyMesh() {
        mesh.apiServers().forEach((cluster, address) -> proxies.put(cluster, new FaultProxy(Upstream.of(address))));
        CLUSTERS.forEach(this::reachByProxy);
        mesh.regressions().keySet().forEach(mesh::clearRegression);
        mesh.drive();
        Config config = Config.empty();
        config.setMasterUrl(proxy(MANAGEMENT).address().toString());
        config.setConnectionTimeout(1000);
        config.setRequestTimeout(1000);
        config.setRequestRetryBackoffLimit(0);
        management = new KubernetesClientBuilder().withConfig(config).build();
        gangway = new RunningGangway(management, new Tempo(clock, SPEED), SETTINGS, meters);
    }

    FaultProxy proxy(String cluster) {
        return proxies.get(cluster);
    }

    /** Makes a service fail at the destination from now on. */
    void spoil(String service) {
        mesh.setRegression(new ServiceRef("shop", service), new Regression(0.5, 1, 0));
    }

    void heal(String service) {
        mesh.clearRegression(new ServiceRef("shop", service));
    }

    /** The value of a meter; 0 where it is not there. */
    double meter(String name, String... tags) {
        var gauge = meters.find(name).tags(tags).gauge();
        var counter = meters.find(name).tags(tags).counters();
        return gauge != null
                ? gauge.value()
                : counter.stream().mapToDouble(one -> one.count()).sum();
    }

    private void reachByProxy(String cluster) {
        String kubeconfig = mesh.kubeconfig(cluster)
                .replace(
                        mesh.apiServers().get(cluster).toString(),
                        proxy(cluster).address().toString());
        var unused = mesh.client(MANAGEMENT)
                .secrets()
                .inNamespace("gangway-system")
                .withName(cluster + "-kubeconfig")
                .edit(secret -> {
                    secret.setData(
                            Map.of("kubeconfig", Base64.getEncoder().encodeToString(kubeconfig.getBytes(UTF_8))));
                    return secret;
                });
    }

    @Override
    public void close() {
        gangway.close();
        management.close();
        proxies.values().forEach(FaultProxy::close);
        mesh.close();
    }
}
