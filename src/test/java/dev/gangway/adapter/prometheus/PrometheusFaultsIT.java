package dev.gangway.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.Reading;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.real.RealPrometheus;
import dev.gangway.real.ScrapeTarget;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the real Prometheus fails, what is said of it, and that what was counted meanwhile is counted afterwards. */
class PrometheusFaultsIT {
    private static final ServiceRef SERVICE = new ServiceRef("it", "faults");
    private static final ClusterName EKS1 = new ClusterName("eks1");
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final PrometheusSettings SETTINGS = new PrometheusSettings(
            Duration.ofSeconds(20), LONG, LONG, Duration.ofMillis(300), 200, Duration.ofSeconds(2), LONG, 1 << 20);
    /** Of the password "test", from Prometheus' own guide to basic authentication. */
    private static final String USERS =
            "basic_auth_users:\n  gangway: $2b$12$hNf2lSsxfm0.i4a.1kVpSOVyBCfIB51VRjgBUyv6kdnyTlgWj81Ay\n";

    private final ScrapeTarget pod = new ScrapeTarget();
    private RealPrometheus prometheus;

    @BeforeEach
    void start() {
        RealPrometheus.assumeInstalled();
        pod.serve(requests(1000));
        prometheus = RealPrometheus.start("200ms", List.of(pod.address()));
    }

    @AfterEach
    void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
        pod.close();
    }

    @Test
    void shouldCountWhatCameWhileItWasKilledAndWhileItsLimitsWereTooLow() {
        PrometheusMetricsSource source = settled(Authorization.NONE);
        prometheus.kill();
        assertThat(lack(source)).contains("Prometheus of eks1 can't be reached");
        prometheus.arguments("--query.max-samples=1");
        prometheus.start();
        assertThat(lack(source)).contains("Prometheus of eks1 answered HTTP", "too many samples");
        prometheus.kill();
        prometheus.arguments();
        pod.serve(requests(1002));
        prometheus.start();

        assertThat(counted(source, 2)).isEqualTo(2);
    }

    @Test
    void shouldSayThatTheCredentialsAreWrongAndReadWithTheRightOnes() {
        prometheus.kill();
        prometheus.append("web.yml", USERS);
        prometheus.arguments("--web.config.file=web.yml");
        prometheus.start();

        assertThat(lack(source(Authorization.basic("gangway", () -> "hunter2"))))
                .isEqualTo("Prometheus of eks1 answered HTTP 401; check the credentials Gangway has for it");
        assertThat(settled(Authorization.basic("gangway", () -> "test"))).isNotNull();
    }

    @Test
    void shouldTakeNoAnswerWithAWarning() {
        PrometheusMetricsSource source = settled(Authorization.NONE);
        prometheus.kill();
        // A store that can't be asked is a warning and no error: the answer is what the server has itself.
        prometheus.append("prometheus.yml", "remote_read:\n  - {url: 'http://127.0.0.1:9', read_recent: true}\n");
        prometheus.start();

        assertThat(lack(source)).contains("Prometheus of eks1 answered in part: ", "127.0.0.1:9");
    }

    @Test
    void shouldNotTakeTheSilenceOfAServerThatWatchesNothingAnyMoreForQuiet() {
        PrometheusMetricsSource source = settled(Authorization.NONE);
        prometheus.target(List.of());
        await().atMost(Duration.ofSeconds(60)).until(() -> reading(source) instanceof Reading.Unavailable);
        assertThat(lack(source)).contains("Prometheus of eks1 watches no target any more");
        pod.serve(requests(1004));
        prometheus.target(List.of(pod.address()));

        assertThat(counted(source, 4)).isEqualTo(4);
    }

    @Test
    void shouldCountNothingWhileATargetIsDownAndAllOfItAfterwards() {
        PrometheusMetricsSource source = settled(Authorization.NONE);
        pod.down();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> prometheus.query("up").contains("\"0\""));
        assertThat(((Reading.Taken) reading(source)).window().of(EKS1).requests())
                .isZero();
        pod.serve(requests(1003));
        pod.up();

        assertThat(counted(source, 3)).isEqualTo(3);
    }

    @Test
    void shouldCountEachRequestOnceWhereSamplesAreOfAClockThatIsAhead() {
        var count = new AtomicLong(1000);
        stamped(count, 5_000);
        PrometheusMetricsSource source = settled(Authorization.NONE);
        count.set(1009);

        assertThat(counted(source, 9)).isEqualTo(9);
    }

    @Test
    void shouldNotTakeTheSilenceOfSamplesThatComeInLateForQuiet() {
        stamped(new AtomicLong(1000), -30_000);
        PrometheusMetricsSource source = source(Authorization.NONE);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(lack(source))
                                .matches(
                                        "the newest sample that Prometheus of eks1 has is (29\\d{3} ms|3\\d+ m?s) old by its clock, and may be 10 s"));
    }

    /** Samples say that they are of another time. */
    private void stamped(AtomicLong count, long skewMillis) {
        pod.serve(() -> requests(count.get()).replace("\n", " " + (System.currentTimeMillis() + skewMillis) + "\n"));
    }

    /** One that has read before, so that what comes is new. */
    private PrometheusMetricsSource settled(Authorization authorization) {
        PrometheusMetricsSource source = source(authorization);
        awaitScrapes();
        var quiet = new AtomicLong();
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> reading(source) instanceof Reading.Taken taken
                        && taken.window().of(EKS1).requests() == 0
                        && quiet.incrementAndGet() >= 2);
        return source;
    }

    /** What is counted until so many are, and in some readings more. */
    private static long counted(PrometheusMetricsSource source, long enough) {
        var sum = new AtomicLong();
        var more = new AtomicLong();
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (reading(source) instanceof Reading.Taken taken) {
                        sum.addAndGet(taken.window().of(EKS1).requests());
                    }
                    return sum.get() >= enough && more.incrementAndGet() > 5;
                });
        return sum.get();
    }

    private static Reading reading(PrometheusMetricsSource source) {
        return source.read(Map.of(SERVICE, Counting.DEFAULT))
                .await()
                .atMost(Duration.ofSeconds(60))
                .byService()
                .get(SERVICE);
    }

    private static String lack(PrometheusMetricsSource source) {
        Reading reading = reading(source);
        assertThat(reading).isInstanceOf(Reading.Unavailable.class);
        return ((Reading.Unavailable) reading).detail();
    }

    private void awaitScrapes() {
        int seen = pod.scrapes();
        await().atMost(Duration.ofSeconds(60)).until(() -> pod.scrapes() >= seen + 4);
    }

    private PrometheusMetricsSource source(Authorization authorization) {
        var server =
                new PrometheusServer("eks1", prometheus.base(), Map.of(), authorization, HttpClient.newHttpClient());
        return new PrometheusMetricsSource(() -> List.of(server), SETTINGS, Clock.systemUTC(), QueryMeter.NONE);
    }

    private static String requests(long count) {
        return ("istio_requests_total{reporter=\"source\",source_workload=\"client\",destination_service=\"%s\","
                        + "destination_cluster=\"%s\",request_protocol=\"http\",response_code=\"200\",response_flags=\"-\"} %d\n")
                .formatted(SERVICE.host(), EKS1, count);
    }
}
