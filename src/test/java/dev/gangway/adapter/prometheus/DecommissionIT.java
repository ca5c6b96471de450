package dev.gangway.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.gangway.control.decommission.Finding;
import dev.gangway.control.decommission.Finding.Kind;
import dev.gangway.control.decommission.Inspection.Sight;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.real.RealPrometheus;
import dev.gangway.real.Recording;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Any use of a cluster in the window is found, and none that was before it, shown on the real Prometheus. */
class DecommissionIT {
    private static final ClusterName K8S2 = new ClusterName("k8s2");
    /** One a minute, for two hours before the day that is asked for. */
    private static final int SCRAPES = 26 * 60;

    /** Surely in the window, and surely before it. */
    private static final int MIDDLE = SCRAPES / 2;

    private static final int EARLY = 30;

    private static final PrometheusSettings SETTINGS = new PrometheusSettings(
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            Duration.ofMillis(300),
            200,
            Duration.ofSeconds(10),
            Duration.ofMinutes(5),
            16 << 20);

    private static Instant begin;
    private static RealPrometheus whole;
    private static RealPrometheus forgetful;

    @BeforeAll
    static void record() {
        RealPrometheus.assumeInstalled();
        begin = Instant.now().minus(SCRAPES - 1L, ChronoUnit.MINUTES);
        Recording recording = new Recording();
        watched(recording, scrape -> true);
        // Known before the window and never grown in it: whatever it shows, nobody uses it.
        received(recording, "quiet", "mutual_tls", scrape -> 1000);
        received(recording, "restarted", "mutual_tls", scrape -> scrape < MIDDLE ? 1000 : 0);
        received(recording, "before", "mutual_tls", scrape -> Math.min(scrape, EARLY));
        // Grown, each in a way that something could lose.
        received(recording, "steady", "mutual_tls", scrape -> scrape);
        received(recording, "one-request", "mutual_tls", scrape -> scrape < MIDDLE ? 7 : 8);
        received(recording, "first-sample", "mutual_tls", scrape -> scrape < MIDDLE ? Double.NaN : 5);
        received(recording, "scraped-once", "mutual_tls", scrape -> scrape == MIDDLE ? 3 : Double.NaN);
        received(recording, "reset", "mutual_tls", scrape -> scrape < MIDDLE ? 1000 : 2);
        received(recording, "unmeshed", "none", scrape -> scrape);
        IntStream.range(0, SCRAPES).forEach(scrape -> {
            show(recording, scrape, "istio_tcp_connections_opened_total", tcp("long", "k8s2"), 1);
            show(recording, scrape, "istio_tcp_received_bytes_total", tcp("long", "k8s2"), 10.0 * scrape);
        });
        whole = RealPrometheus.remembering(recording);
        Recording holed = new Recording();
        watched(holed, scrape -> scrape < MIDDLE || scrape > MIDDLE + 180);
        forgetful = RealPrometheus.remembering(holed);
    }

    @AfterAll
    static void stop() {
        Stream.of(whole, forgetful).filter(server -> server != null).forEach(RealPrometheus::close);
    }

    @Test
    void shouldFindAllThatGrewInTheWindowAndNothingElse() {
        Sight sight = inspect(Map.of("k8s2", whole));

        assertThat(sight.unknown()).isEmpty();
        assertThat(sight.findings())
                .extracting(Finding::kind, finding -> finding.object().replaceFirst("\\..*", ""))
                .containsExactlyInAnyOrder(
                        tuple(Kind.UNMESHED_CALLERS, "unmeshed"),
                        tuple(Kind.DESTINATION_TRAFFIC, "steady"),
                        tuple(Kind.DESTINATION_TRAFFIC, "one-request"),
                        tuple(Kind.DESTINATION_TRAFFIC, "first-sample"),
                        tuple(Kind.DESTINATION_TRAFFIC, "scraped-once"),
                        tuple(Kind.DESTINATION_TRAFFIC, "reset"),
                        tuple(Kind.DESTINATION_TRAFFIC, "long"));
        assertThat(seen(sight, "one-request")).startsWith("1 request in the last day");
        assertThat(seen(sight, "first-sample")).startsWith("5 requests");
        assertThat(seen(sight, "scraped-once")).startsWith("3 requests");
        assertThat(seen(sight, "reset")).startsWith("2 requests");
        assertThat(seen(sight, "long")).contains("bytes over connections that had been opened before");
    }

    @Test
    void shouldNotClaimToKnowWhatNobodyWatched() {
        Sight sight = inspect(Map.of("k8s2", forgetful));

        assertThat(sight.findings()).isEmpty();
        assertThat(sight.unknown()).extracting(Finding::kind).contains(Kind.UNMESHED_CALLERS, Kind.DESTINATION_TRAFFIC);
        assertThat(sight.unknown().get(0).seen())
                .containsPattern("was not there, or has forgotten, in [23] of the last 24 hours")
                .contains("has scraped no proxy of k8s2");
    }

    @Test
    void shouldCountOnceWhatTwoServersHaveScraped() {
        Sight sight = inspect(Map.of("k8s2", whole, "eks1", whole));

        assertThat(seen(sight, "first-sample")).startsWith("5 requests");
    }

    private static Sight inspect(Map<String, RealPrometheus> servers) {
        List<PrometheusServer> current = servers.entrySet().stream()
                .map(server -> new PrometheusServer(
                        server.getKey(),
                        server.getValue().base(),
                        // Two tenants, so that they are asked as two.
                        Map.of("X-Scope-OrgID", server.getKey()),
                        Authorization.NONE,
                        HttpClient.newHttpClient()))
                .toList();
        return new PrometheusInspection(() -> current, SETTINGS, QueryMeter.NONE).inspect(K8S2, 1);
    }

    private static String seen(Sight sight, String service) {
        return sight.findings().stream()
                .filter(finding -> finding.object().startsWith(service + "."))
                .map(Finding::seen)
                .findFirst()
                .orElseThrow();
    }

    private static void watched(Recording recording, IntPredicate isUp) {
        IntStream.range(0, SCRAPES).filter(isUp).forEach(scrape -> recording.up(at(scrape), "pod", true));
    }

    /** NaN = the pod is not there. */
    private static void received(Recording recording, String service, String security, IntToDoubleFunction value) {
        String caller = security.equals("none") ? "unknown" : "client";
        String labels = "reporter=\"destination\",destination_service=\"%s.shop.svc.cluster.local\",".formatted(service)
                + "destination_cluster=\"k8s2\",source_cluster=\"eks1\",source_workload=\"" + caller
                + "\",connection_security_policy=\"" + security + "\"";
        IntStream.range(0, SCRAPES)
                .filter(scrape -> !Double.isNaN(value.applyAsDouble(scrape)))
                .forEach(
                        scrape -> show(recording, scrape, "istio_requests_total", labels, value.applyAsDouble(scrape)));
    }

    private static String tcp(String service, String cluster) {
        return ("reporter=\"destination\",destination_service=\"%s.shop.svc.cluster.local\",destination_cluster=\"%s\","
                        + "source_cluster=\"eks1\",source_workload=\"client\",connection_security_policy=\"mutual_tls\"")
                .formatted(service, cluster);
    }

    private static void show(Recording recording, int scrape, String name, String labels, double value) {
        recording.show(at(scrape), "pod", name, labels, value);
    }

    private static Instant at(int scrape) {
        return begin.plus(scrape, ChronoUnit.MINUTES);
    }
}
