package dev.gangway.metricfaults;

import dev.gangway.adapter.prometheus.Authorization;
import dev.gangway.adapter.prometheus.PrometheusMetricsHistory;
import dev.gangway.adapter.prometheus.PrometheusServer;
import dev.gangway.adapter.prometheus.PrometheusSettings;
import dev.gangway.adapter.prometheus.QueryMeter;
import dev.gangway.control.MetricsHistory;
import dev.gangway.domain.analysis.History;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.Weight;
import dev.gangway.fake.MutableClock;
import dev.gangway.sim.Regression;
import dev.gangway.sim.SimulatedMesh;
import io.smallrye.mutiny.Uni;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The simulated mesh on a clock that is moved by hand, with something that misbehaves before each Prometheus. */
final class FaultyMesh implements AutoCloseable {
    static final String SOURCE = "k8s2";
    static final String DESTINATION = "eks1";
    static final ServiceRef GOOD = new ServiceRef("shop", "checkout");
    static final ServiceRef BAD = new ServiceRef("shop", "payments");
    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T12:00:00Z"));
    final Map<String, FaultyPrometheus> proxies = new TreeMap<>();
    private final Map<ServiceRef, History> pasts = new ConcurrentHashMap<>();
    private final SimulatedMesh mesh = SimulatedMesh.start(
            new SimulatedMesh.Settings(clock, 77, Duration.ofSeconds(5), Duration.ofHours(1), Map.of()));

    FaultyMesh() {
        mesh.prometheuses().forEach((cluster, address) -> proxies.put(cluster, new FaultyPrometheus(address)));
        for (String cluster : List.of(SOURCE, DESTINATION)) {
            for (ServiceRef service : List.of(GOOD, BAD)) {
                mesh.client(cluster).resource(rule(service)).create();
            }
        }
    }

    List<PrometheusServer> servers() {
        return proxies.entrySet().stream()
                .map(proxy -> new PrometheusServer(
                        proxy.getKey(), proxy.getValue().base(), Map.of(), Authorization.NONE, HTTP))
                .toList();
    }

    /** As by default, but for a real timeout, and with less than 10 MB allowed. */
    static PrometheusSettings settings(Duration timeout) {
        return new PrometheusSettings(
                timeout,
                Duration.ofSeconds(60),
                Duration.ofMinutes(10),
                Duration.ofSeconds(1),
                200,
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                8 << 20);
    }

    /** The source's past, which is the same for all shifts: it is read once for each service, over HTTP as all else. */
    MetricsHistory history(PrometheusSettings settings) {
        var read = new PrometheusMetricsHistory(this::servers, settings, clock, QueryMeter.NONE);
        return (service, from, to, step, counting) -> Optional.ofNullable(pasts.get(service))
                .map(known -> Uni.createFrom().item(known))
                .orElseGet(() -> read.read(service, from, to, step, counting).invoke(past -> {
                    if (past instanceof History.Recorded) {
                        pasts.put(service, past);
                    }
                }));
    }

    Clock clock() {
        return clock;
    }

    /** So long passes as one round lasts. */
    void pass() {
        clock.advance(ROUND);
        mesh.catchUp();
    }

    /** Clients in a cluster send the destination so much from now on. */
    void route(String cluster, ServiceRef service, Weight toDestination) {
        mesh.client(cluster)
                .resource(routes(service, toDestination.permille()))
                .createOr(replaced -> replaced.update());
    }

    /** Half of the requests to the destination fail from now on, or none more than usual. */
    void harm(ServiceRef service, boolean harmed) {
        mesh.setRegression(service, harmed ? new Regression(0.5, 1, 0) : Regression.NONE);
    }

    void misbehave(List<String> clusters, Optional<Fault> fault) {
        clusters.forEach(cluster -> {
            proxies.get(cluster).set(fault.filter(now -> now.inside().isEmpty()));
            mesh.setPrometheusFault(cluster, fault.flatMap(Fault::inside));
        });
    }

    long injected() {
        return proxies.values().stream().mapToLong(FaultyPrometheus::injected).sum();
    }

    @Override
    public void close() {
        proxies.values().forEach(FaultyPrometheus::close);
        mesh.close();
    }

    private static String rule(ServiceRef service) {
        return """
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: %1$s, namespace: %2$s}
                spec:
                  host: %3$s
                  subsets:
                    - {name: k8s2, labels: {topology.istio.io/network: k8s2.prd.sfo2}}
                    - {name: eks1, labels: {topology.istio.io/network: eks1.prd.sfo2}}
                """
                .formatted(service.name(), service.namespace(), service.host());
    }

    private static String routes(ServiceRef service, int permille) {
        return """
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: %1$s, namespace: %2$s}
                spec: {hosts: [%3$s], http: [{route: [
                    {destination: {host: %3$s, subset: k8s2}, weight: %4$d},
                    {destination: {host: %3$s, subset: eks1}, weight: %5$d}]}]}
                """
                .formatted(service.name(), service.namespace(), service.host(), 1000 - permille, permille);
    }
}
