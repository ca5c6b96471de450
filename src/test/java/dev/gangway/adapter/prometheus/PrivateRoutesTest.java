package dev.gangway.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Reading;
import dev.gangway.domain.analysis.RouteForce;
import dev.gangway.domain.analysis.ShareDifference;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import dev.gangway.fake.MutableClock;
import dev.gangway.sim.SimulatedMesh;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of two VirtualServices the one that only a client's namespace sees wins: the simulated mesh has it, and it is found. */
class PrivateRoutesTest {
    private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");
    private static final TrafficSplit SPLIT =
            new TrafficSplit(new ClusterName("k8s2"), new ClusterName("eks1"), new Weight(50));
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T12:00:00Z"));
    private final SimulatedMesh mesh = SimulatedMesh.start(SimulatedMesh.Settings.of(clock, 77));
    private final PrometheusMetricsSource source = new PrometheusMetricsSource(
            () -> mesh.prometheuses().entrySet().stream()
                    .map(server -> new PrometheusServer(
                            server.getKey(), server.getValue(), Map.of(), Authorization.NONE, HTTP))
                    .toList(),
            PrometheusSettings.DEFAULT,
            clock,
            QueryMeter.NONE);

    @AfterEach
    void stop() {
        mesh.close();
    }

    @Test
    void shouldFindTheClusterWhoseClientsHaveRoutesOfTheirOwn() {
        for (String cluster : List.of("k8s2", "eks1")) {
            write(cluster, rule());
            write(cluster, routes("checkout", "*", 95, 5));
        }
        write("eks1", routes("private", ".", 60, 40));
        assertThat(difference().orElseThrow().sentence())
                .containsPattern(
                        "^clients in eks1 send (3[5-9]|4[0-5]) % of [5-7]\\d\\d requests to eks1 where the routes"
                                + " say 5 %;");

        mesh.client("eks1").resource(routes("private", ".", 60, 40)).delete();
        assertThat(difference()).isEmpty();
    }

    /** In ten seconds after a minute. */
    private Optional<ShareDifference> difference() {
        pass(Duration.ofSeconds(60));
        MetricWindow unused = read();
        pass(Duration.ofSeconds(10));
        return RouteForce.NONE.plus(read(), SPLIT).difference(SPLIT);
    }

    private MetricWindow read() {
        Reading reading = source.read(Map.of(CHECKOUT, Counting.DEFAULT))
                .await()
                .atMost(Duration.ofSeconds(60))
                .byService()
                .get(CHECKOUT);
        return ((Reading.Taken) reading).window();
    }

    private void pass(Duration duration) {
        clock.advance(duration);
        mesh.catchUp();
    }

    private void write(String cluster, String object) {
        mesh.client(cluster).resource(object).create();
    }

    private static String rule() {
        return """
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: checkout, namespace: shop}
                spec:
                  host: checkout.shop.svc.cluster.local
                  subsets:
                    - {name: k8s2, labels: {topology.istio.io/network: k8s2.prd.sfo2}}
                    - {name: eks1, labels: {topology.istio.io/network: eks1.prd.sfo2}}
                """;
    }

    private static String routes(String name, String exportTo, int k8s2, int eks1) {
        return """
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: %s, namespace: shop}
                spec: {exportTo: ["%s"], hosts: [checkout.shop.svc.cluster.local], http: [{route: [
                    {destination: {host: checkout.shop.svc.cluster.local, subset: k8s2}, weight: %d},
                    {destination: {host: checkout.shop.svc.cluster.local, subset: eks1}, weight: %d}]}]}
                """
                .formatted(name, exportTo, k8s2, eks1);
    }
}
