package dev.gangway.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Reading;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.real.RealPrometheus;
import dev.gangway.real.ScrapeTarget;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Counts are what the counters counted, shown on the real Prometheus. */
class PrometheusCountingIT {
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
    private static final Duration SHORT = Duration.ofSeconds(8);
    private static final PrometheusSettings FORGETFUL = new PrometheusSettings(
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            SHORT,
            Duration.ofMillis(300),
            200,
            Duration.ofSeconds(2),
            SHORT,
            1 << 20);

    private static ScrapeTarget pod;
    private static ScrapeTarget otherPod;
    private static RealPrometheus prometheus;

    @BeforeAll
    static void start() {
        RealPrometheus.assumeInstalled();
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        pod = new ScrapeTarget();
        otherPod = new ScrapeTarget();
        prometheus = RealPrometheus.start("500ms", List.of(pod.address(), otherPod.address()));
        // Until it has watched for as long as a first window and the delay: whichever test comes first would find it
        // PARTIAL.
        await().pollInterval(Duration.ofMillis(200))
                .until(() -> problem(source(SETTINGS), new ServiceRef("it", "nobody-yet")) == Problem.EMPTY);
    }

    @AfterAll
    static void stop() {
        Awaitility.reset();
        if (prometheus != null) {
            prometheus.close();
            pod.close();
            otherPod.close();
        }
    }

    @Test
    void shouldCountTheFirstErrorsOfANewSeries() {
        var service = new ServiceRef("it", "first-errors");
        PrometheusMetricsSource source = source(SETTINGS);
        pod.serve(requests(service, 200, 100));
        settle(source, service);

        pod.serve(requests(service, 200, 103) + requests(service, 503, 7) + buckets(service, 1, 3));
        Traffic seen = taken(source, service).of(EKS1);

        assertThat(seen.requests()).isEqualTo(10);
        assertThat(seen.failures()).isEqualTo(7);
        assertThat(seen.latency().countsByUpperMillis()).isEqualTo(Map.of(5.0, 1L, Double.POSITIVE_INFINITY, 2L));
    }

    @Test
    void shouldCountWhatCameSinceACounterBeganAnew() {
        var service = new ServiceRef("it", "reset");
        PrometheusMetricsSource source = source(SETTINGS);
        pod.serve(requests(service, 200, 100));
        settle(source, service);

        pod.serve(requests(service, 200, 4));

        assertThat(taken(source, service).of(EKS1).requests()).isEqualTo(4);
        assertThat(taken(source, service).of(EKS1).requests()).isZero();
    }

    @Test
    void shouldCountNothingForASeriesOrAPodThatGoesAway() {
        var service = new ServiceRef("it", "vanishing");
        PrometheusMetricsSource source = source(FORGETFUL);
        pod.serve(requests(service, 200, 100) + requests(service, 503, 50));
        otherPod.serve(requests(service, 200, 1000));
        settle(source, service);

        pod.serve(requests(service, 200, 102));
        otherPod.down();
        var sum = new AtomicLong();
        await().pollInterval(Duration.ofMillis(700)).until(() -> {
            sum.addAndGet(taken(source, service).of(EKS1).requests());
            return !lastValues(service, FORGETFUL).contains("\"1000\"");
        });
        sum.addAndGet(taken(source, service).of(EKS1).requests());
        assertThat(sum).as("while the lookback remembers them, and after").hasValue(2);

        otherPod.serve(requests(service, 200, 1001));
        otherPod.up();
        awaitScrapes(otherPod);
        sum.addAndGet(taken(source, service).of(EKS1).requests());
        assertThat(sum).as("down for longer than the lookback, and back").hasValue(2);

        otherPod.serve(requests(service, 200, 1006));
        assertThat(taken(source, service).of(EKS1).requests()).isEqualTo(5);
    }

    @Test
    void shouldAddUpOverManyWindowsToWhatTheCountersCounted() {
        var service = new ServiceRef("it", "sums");
        PrometheusMetricsSource source = source(SETTINGS);
        assertThat(problem(source, service)).isEqualTo(Problem.EMPTY);
        var counter = new AtomicLong();
        var growing = new AtomicBoolean(true);
        // Each scrape sees more, and is slow, so that some are under way whenever the counters are read.
        pod.serve(() -> {
            LockSupport.parkNanos(Duration.ofMillis(150).toNanos());
            return requests(service, 200, growing.get() ? counter.addAndGet(17) : counter.get());
        });

        var sum = new AtomicLong();
        int until = pod.scrapes() + 20;
        await().pollInterval(Duration.ofMillis(170)).until(() -> {
            sum.addAndGet(requestsSeen(source, service));
            return pod.scrapes() >= until;
        });
        growing.set(false);
        sum.addAndGet(taken(source, service).of(EKS1).requests());

        assertThat(sum).hasValue(counter.get());
    }

    @Test
    void shouldNotTakeTheWholePastOfANewlyFoundPodForNew() {
        var service = new ServiceRef("it", "newly-found");
        PrometheusMetricsSource source = source(SETTINGS);
        pod.serve(requests(service, 200, 5));
        settle(source, service);
        try (ScrapeTarget old = new ScrapeTarget()) {
            old.serve(requests(service, 200, 100_000));
            prometheus.target(List.of(pod.address(), otherPod.address(), old.address()));
            var sum = new AtomicLong();
            await().pollInterval(Duration.ofMillis(200)).until(() -> {
                sum.addAndGet(read(source, service).of(EKS1).requests());
                return old.scrapes() >= 4;
            });
            assertThat(sum).hasValue(0);
            old.serve(requests(service, 200, 100_003));
            awaitScrapes(old);
            assertThat(taken(source, service).of(EKS1).requests()).isEqualTo(3);
        } finally {
            prometheus.target(List.of(pod.address(), otherPod.address()));
        }
    }

    @Test
    void shouldSayInvalidForNotANumberAndCountFromTheNextNumberOn() {
        var service = new ServiceRef("it", "nan");
        PrometheusMetricsSource source = source(SETTINGS);
        pod.serve(requests(service, 200, 100));
        settle(source, service);

        pod.serve(requests(service, 200, 1).replace(" 1\n", " NaN\n"));
        awaitScrapes(pod);
        assertThat(problem(source, service)).isEqualTo(Problem.INVALID);
        pod.serve(requests(service, 200, 102));
        awaitScrapes(pod);
        assertThat(problem(source, service)).isEqualTo(Problem.INVALID);
        pod.serve(requests(service, 200, 105));
        assertThat(taken(source, service).of(EKS1).requests()).isEqualTo(3);
    }

    @Test
    void shouldSayFailedThenPartialAndCountNoPhantomAfterPrometheusLostItsData() {
        var service = new ServiceRef("it", "restart");
        pod.serve(requests(service, 200, 1000));
        otherPod.serve(requests(service, 200, 2000));
        try (var own = RealPrometheus.start("2s", List.of(pod.address(), otherPod.address()))) {
            PrometheusMetricsSource source = source(SETTINGS, own);
            await().pollInterval(Duration.ofMillis(200)).until(() -> reading(source, service) instanceof Reading.Taken);
            own.kill();
            own.loseData();
            assertThat(problem(source, service)).isEqualTo(Problem.FAILED);
            own.start();
            assertThat(problem(source, service)).isEqualTo(Problem.PARTIAL);

            // The two pods are first scraped at different times within the 2 s: one is watched before the other.
            int until = otherPod.scrapes() + pod.scrapes() + 30;
            var sum = new AtomicLong();
            var windows = new AtomicLong();
            await().pollInterval(Duration.ofMillis(200)).until(() -> {
                if (reading(source, service) instanceof Reading.Taken taken) {
                    sum.addAndGet(taken.window().of(EKS1).requests());
                    windows.incrementAndGet();
                }
                return windows.get() >= 20 && otherPod.scrapes() + pod.scrapes() >= until;
            });
            assertThat(sum).hasValue(0);
        }
    }

    @Test
    void shouldReadTheScrapeInterval() {
        var service = new ServiceRef("it", "interval");
        pod.serve(requests(service, 200, 1));
        awaitScrapes(pod);
        awaitScrapes(pod);
        var readings =
                source(SETTINGS).read(Map.of(service, Counting.DEFAULT)).await().indefinitely();
        assertThat(readings.scrapeInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(readings.byService().get(service)).isInstanceOf(Reading.Taken.class);
    }

    @Test
    void shouldSayEmptyForAServiceThatNobodyCalls() {
        assertThat(problem(source(SETTINGS), new ServiceRef("it", "nobody"))).isEqualTo(Problem.EMPTY);
    }

    /** Reads until the service's series are known and what they showed at first is behind. */
    private static void settle(PrometheusMetricsSource source, ServiceRef service) {
        awaitScrapes(pod);
        awaitScrapes(otherPod);
        taken(source, service);
    }

    /** The window up to what is being served now. */
    private static MetricWindow taken(PrometheusMetricsSource source, ServiceRef service) {
        awaitScrapes(pod);
        return read(source, service);
    }

    private static MetricWindow read(PrometheusMetricsSource source, ServiceRef service) {
        Reading reading = reading(source, service);
        assertThat(reading).isInstanceOf(Reading.Taken.class);
        return ((Reading.Taken) reading).window();
    }

    /** None while the service is not known yet. */
    private static long requestsSeen(PrometheusMetricsSource source, ServiceRef service) {
        return reading(source, service) instanceof Reading.Taken taken
                ? taken.window().of(EKS1).requests()
                : 0;
    }

    private static Reading reading(PrometheusMetricsSource source, ServiceRef service) {
        return source.read(Map.of(service, Counting.DEFAULT))
                .await()
                .indefinitely()
                .byService()
                .get(service);
    }

    private static Problem problem(PrometheusMetricsSource source, ServiceRef service) {
        Reading reading = reading(source, service);
        assertThat(reading).isInstanceOf(Reading.Unavailable.class);
        return ((Reading.Unavailable) reading).problem();
    }

    /** Waits until three scrapes have begun since, so that at least one whole one is older than the delay. */
    private static void awaitScrapes(ScrapeTarget target) {
        int seen = target.scrapes();
        await().until(() -> target.scrapes() >= seen + 3);
    }

    private static String lastValues(ServiceRef service, PrometheusSettings settings) {
        return prometheus.query("last_over_time(istio_requests_total{destination_service=\"" + service.host() + "\"}["
                + settings.lookback().toSeconds() + "s])");
    }

    private static PrometheusMetricsSource source(PrometheusSettings settings) {
        return source(settings, prometheus);
    }

    private static PrometheusMetricsSource source(PrometheusSettings settings, RealPrometheus read) {
        var server =
                new PrometheusServer("eks1", read.base(), Map.of(), Authorization.NONE, HttpClient.newHttpClient());
        return new PrometheusMetricsSource(() -> List.of(server), settings, Clock.systemUTC(), QueryMeter.NONE);
    }

    private static String requests(ServiceRef service, int code, long count) {
        return "istio_requests_total{%s,request_protocol=\"http\",response_code=\"%d\",response_flags=\"-\"} %d\n"
                .formatted(labels(service), code, count);
    }

    private static String buckets(ServiceRef service, long upTo5, long all) {
        return bucket(service, "5", upTo5) + bucket(service, "+Inf", all);
    }

    private static String bucket(ServiceRef service, String edge, long count) {
        return "istio_request_duration_milliseconds_bucket{%s,response_code=\"200\",le=\"%s\"} %d\n"
                .formatted(labels(service), edge, count);
    }

    private static String labels(ServiceRef service) {
        return "reporter=\"source\",source_workload=\"client\",destination_service=\"%s\",destination_cluster=\"%s\""
                .formatted(service.host(), EKS1);
    }
}
