package dev.gangway.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.FailureCriteria;
import dev.gangway.domain.analysis.History;
import dev.gangway.domain.analysis.LatencyHistogram;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Reading;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.analysis.Signal;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.real.RealPrometheus;
import dev.gangway.real.ScrapeTarget;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is counted is what the signal says, shown on the real Prometheus. */
class PrometheusSignalsIT {
    private static final ClusterName EKS1 = new ClusterName("eks1");
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final PrometheusSettings SETTINGS = new PrometheusSettings(
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            LONG,
            Duration.ofMillis(300),
            200,
            Duration.ofSeconds(2),
            LONG,
            1 << 20);

    private static final Counting CONNECTIONS = new Counting(Signal.CONNECTIONS, FailureCriteria.DEFAULT);

    private static ScrapeTarget pod;
    private static RealPrometheus prometheus;

    @BeforeAll
    static void start() {
        RealPrometheus.assumeInstalled();
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        pod = new ScrapeTarget();
        prometheus = RealPrometheus.start("500ms", List.of(pod.address()));
        awaitScrapes();
    }

    @AfterAll
    static void stop() {
        Awaitility.reset();
        if (prometheus != null) {
            prometheus.close();
            pod.close();
        }
    }

    @Test
    void shouldCountWhatTheServersProxiesSawWhereRequestsReceivedAreAskedFor() {
        var service = new ServiceRef("it", "received");
        var received = new Counting(Signal.REQUESTS_RECEIVED, FailureCriteria.DEFAULT);
        PrometheusMetricsSource sent = source();
        PrometheusMetricsSource arrived = source();
        Instant begin = Instant.now();
        pod.serve(requests(service, "source", 200, 100) + requests(service, "destination", 200, 50));
        awaitScrapes();
        taken(sent, service, Counting.DEFAULT);
        taken(arrived, service, received);

        pod.serve(requests(service, "source", 200, 103)
                + requests(service, "destination", 200, 57)
                + requests(service, "destination", 503, 2)
                + buckets(service, 4, 7));
        awaitScrapes();
        Traffic seen = taken(arrived, service, received).of(EKS1);

        assertThat(seen.requests()).isEqualTo(9);
        assertThat(seen.failures()).isEqualTo(2);
        assertThat(seen.latency().countsByUpperMillis()).isEqualTo(Map.of(5.0, 4L, Double.POSITIVE_INFINITY, 3L));
        assertThat(taken(sent, service, Counting.DEFAULT).of(EKS1)).satisfies(traffic -> {
            assertThat(traffic.requests()).isEqualTo(3);
            assertThat(traffic.latency().count()).isZero();
        });
        await("the past has the same").untilAsserted(() -> assertThat(past(service, received, begin))
                .extracting(window -> window.of(EKS1).failures())
                .contains(2L));
    }

    @Test
    void shouldCountEachConnectionOnceAndAFailureOnce() {
        var service = new ServiceRef("it", "connections");
        PrometheusMetricsSource source = source();
        Instant begin = Instant.now();
        pod.serve(opened(service, "source", "eks1", "-", 100) + opened(service, "source", "k8s2", "-", 1000));
        awaitScrapes();
        taken(source, service, CONNECTIONS);

        pod.serve(opened(service, "source", "eks1", "-", 110)
                + opened(service, "source", "eks1", "UF,URX", 3)
                + opened(service, "source", "eks1", "DC", 2)
                + opened(service, "source", "unknown", "UH", 4)
                + closed(service, "source", "eks1", "-", 60)
                + closed(service, "source", "eks1", "UF,URX", 3)
                + opened(service, "destination", "eks1", "-", 108)
                + opened(service, "destination", "eks1", "UF,URX", 2)
                + opened(service, "source", "k8s2", "-", 1020));
        awaitScrapes();
        MetricWindow seen = taken(source, service, CONNECTIONS);

        assertThat(seen.of(EKS1))
                .as("10 stood, of which the servers' proxies could not hand on 2; 3 did not stand; 2 were given up")
                .isEqualTo(new Traffic(15, 5, LatencyHistogram.EMPTY));
        assertThat(seen.of(new ClusterName("k8s2"))).isEqualTo(new Traffic(20, 0, LatencyHistogram.EMPTY));
        assertThat(seen.lost()).isEqualTo(4);
        await("the past has the same").untilAsserted(() -> assertThat(past(service, CONNECTIONS, begin))
                .anySatisfy(window -> assertThat(window.of(EKS1).failures()).isPositive()));
    }

    @Test
    void shouldCountConnectionsThroughAResetAndAProxyThatGoesAway() {
        var service = new ServiceRef("it", "connections-reset");
        PrometheusMetricsSource source = source();
        pod.serve(opened(service, "source", "eks1", "-", 100) + opened(service, "source", "k8s2", "-", 1000));
        awaitScrapes();
        taken(source, service, CONNECTIONS);

        pod.serve(opened(service, "source", "eks1", "-", 4));
        awaitScrapes();
        MetricWindow seen = taken(source, service, CONNECTIONS);

        assertThat(seen.of(EKS1)).isEqualTo(new Traffic(4, 0, LatencyHistogram.EMPTY));
        assertThat(seen.of(new ClusterName("k8s2"))).isEqualTo(Traffic.NONE);
    }

    @Test
    void shouldNotKnowAServiceOfWhichServersProxiesAloneCountConnections() {
        var service = new ServiceRef("it", "no-clients");
        pod.serve(opened(service, "destination", "eks1", "-", 100));
        awaitScrapes();

        Reading reading = source().read(Map.of(service, CONNECTIONS))
                .await()
                .indefinitely()
                .byService()
                .get(service);

        assertThat(reading)
                .isEqualTo(new Reading.Unavailable(
                        Problem.EMPTY, "Prometheus of eks1 knows no connections to no-clients.it.svc.cluster.local"));
    }

    /** As far as it is known: whole windows, which end some time before now. */
    private static List<MetricWindow> past(ServiceRef service, Counting counting, Instant from) {
        var history =
                new PrometheusMetricsHistory(() -> List.of(server()), SETTINGS, Clock.systemUTC(), QueryMeter.NONE);
        return history.read(service, from, Instant.now(), Duration.ofSeconds(1), counting)
                                .await()
                                .indefinitely()
                        instanceof History.Recorded recorded
                ? recorded.windows()
                : List.of();
    }

    private static MetricWindow taken(PrometheusMetricsSource source, ServiceRef service, Counting counting) {
        Reading reading = source.read(Map.of(service, counting))
                .await()
                .indefinitely()
                .byService()
                .get(service);
        assertThat(reading).isInstanceOf(Reading.Taken.class);
        return ((Reading.Taken) reading).window();
    }

    /** Waits until three scrapes have begun since, so that at least one whole one is older than the delay. */
    private static void awaitScrapes() {
        int seen = pod.scrapes();
        await().until(() -> pod.scrapes() >= seen + 3);
    }

    private static PrometheusMetricsSource source() {
        return new PrometheusMetricsSource(() -> List.of(server()), SETTINGS, Clock.systemUTC(), QueryMeter.NONE);
    }

    private static PrometheusServer server() {
        return new PrometheusServer(
                "eks1", prometheus.base(), Map.of(), Authorization.NONE, HttpClient.newHttpClient());
    }

    private static String requests(ServiceRef service, String reporter, int code, long count) {
        return "istio_requests_total{%s,request_protocol=\"http\",response_code=\"%d\",response_flags=\"-\"} %d\n"
                .formatted(labels(service, reporter), code, count);
    }

    private static String buckets(ServiceRef service, long upTo5, long all) {
        return bucket(service, "5", upTo5) + bucket(service, "+Inf", all);
    }

    private static String bucket(ServiceRef service, String edge, long count) {
        return "istio_request_duration_milliseconds_bucket{%s,response_code=\"200\",le=\"%s\"} %d\n"
                .formatted(labels(service, "destination"), edge, count);
    }

    private static String labels(ServiceRef service, String reporter) {
        return "reporter=\"%s\",source_workload=\"client\",destination_service=\"%s\",destination_cluster=\"%s\""
                .formatted(reporter, service.host(), EKS1);
    }

    private static String opened(ServiceRef service, String reporter, String cluster, String flags, long count) {
        return connections("opened", service, reporter, cluster, flags, count);
    }

    private static String closed(ServiceRef service, String reporter, String cluster, String flags, long count) {
        return connections("closed", service, reporter, cluster, flags, count);
    }

    /** As Istio labels them: the clients' proxies never know how the connection is secured. */
    private static String connections(
            String what, ServiceRef service, String reporter, String cluster, String flags, long count) {
        return ("istio_tcp_connections_%s_total{reporter=\"%s\",source_workload=\"client\",destination_service=\"%s\","
                        + "destination_cluster=\"%s\",request_protocol=\"tcp\",response_flags=\"%s\","
                        + "connection_security_policy=\"%s\"} %d\n")
                .formatted(
                        what,
                        reporter,
                        service.host(),
                        cluster,
                        flags,
                        reporter.equals("source") ? "unknown" : "mutual_tls",
                        count);
    }
}
