package dev.gangway.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.FailureCriteria;
import dev.gangway.domain.analysis.History;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.real.RealPrometheus;
import dev.gangway.real.Recording;
import dev.gangway.real.ScrapeTarget;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The past is what the counters counted, shown on the real Prometheus with recordings whose every request is known. */
class PrometheusHistoryIT {
    private static final ClusterName EKS1 = new ClusterName("eks1");
    private static final ClusterName K8S2 = new ClusterName("k8s2");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** Of four scrapes, 15 s apart, the first of them 7 s after the window's beginning. */
    private static final int SCRAPES = 240;

    private static final int WINDOWS = 60;

    private static final ServiceRef ERRORS = service("first-errors");
    private static final ServiceRef RESET = service("reset");
    private static final ServiceRef VANISHING = service("vanishing");
    private static final ServiceRef FOUND = service("newly-found");
    private static final ServiceRef DOWN = service("down");
    private static final ServiceRef PARTLY = service("partly-down");
    private static final ServiceRef SHARED = service("shared");
    private static final ServiceRef LOST = service("lost");
    private static final ServiceRef BROKEN = service("broken");
    private static final ServiceRef BATCH = service("batch");
    private static final ServiceRef LONG = service("long");

    private static Instant begin;
    private static RealPrometheus one;
    private static RealPrometheus other;

    @BeforeAll
    static void record() {
        RealPrometheus.assumeInstalled();
        begin = Instant.now().minus(30, ChronoUnit.HOURS).truncatedTo(ChronoUnit.HOURS);
        Recording recording = new Recording();
        recordSeries(recording);
        recordTargets(recording);
        recordDay(recording);
        one = RealPrometheus.remembering(recording);
        Recording elsewhere = new Recording();
        RecordedPod pod = new RecordedPod(elsewhere, "pod", SHARED);
        RecordedPod job = new RecordedPod(elsewhere, "job", BATCH);
        // This server was off from the 20th to the 25th minute.
        each(80, scrape -> pod.send(3, "eks1", 200).scraped(at(scrape)));
        each(20, scrape -> pod.send(3, "eks1", 200));
        IntStream.range(100, SCRAPES).forEach(scrape -> pod.send(3, "eks1", 200).scraped(at(scrape)));
        IntStream.range(40, 60).forEach(scrape -> job.send(5, "eks1", 200).scraped(at(scrape)));
        other = RealPrometheus.remembering(elsewhere);
    }

    @AfterAll
    static void stop() {
        Stream.of(one, other).filter(server -> server != null).forEach(RealPrometheus::close);
    }

    private static void recordSeries(Recording recording) {
        RecordedPod errors = new RecordedPod(recording, "errors", ERRORS);
        RecordedPod gateway = new RecordedPod(recording, "errors", ERRORS, "istio-eastwestgateway-x");
        RecordedPod reset = new RecordedPod(recording, "reset", RESET);
        RecordedPod lost = new RecordedPod(recording, "lost", LOST);
        RecordedPod broken = new RecordedPod(recording, "broken", BROKEN);
        each(SCRAPES, scrape -> {
            if (scrape == 42) {
                errors.send(7, "eks1", 503).send(2, "eks1", 429);
            }
            errors.send(10, "k8s2", 200).send(1, "eks1", 200).scraped(at(scrape));
            gateway.send(1000, "eks1", 200).scraped(at(scrape));
            if (scrape == 80) {
                reset.restart();
            }
            reset.send(10, "k8s2", 200).scraped(at(scrape));
            lost.send(3, "k8s2", 200).send(1, "unknown", 503, "UH").scraped(at(scrape));
            broken.send(scrape == 100 ? Long.MIN_VALUE / 4 : 1, "k8s2", 200).scraped(at(scrape));
        });
    }

    private static void recordTargets(Recording recording) {
        RecordedPod steady = new RecordedPod(recording, "steady", VANISHING);
        RecordedPod vanishing = new RecordedPod(recording, "vanishing", VANISHING);
        RecordedPod known = new RecordedPod(recording, "known", FOUND);
        RecordedPod found = new RecordedPod(recording, "found", FOUND).send(100_000, "k8s2", 200);
        RecordedPod down = new RecordedPod(recording, "down", DOWN);
        RecordedPod steadier = new RecordedPod(recording, "steadier", PARTLY);
        RecordedPod partly = new RecordedPod(recording, "partly", PARTLY);
        RecordedPod shared = new RecordedPod(recording, "shared", SHARED);
        RecordedPod batch = new RecordedPod(recording, "batch", BATCH);
        each(SCRAPES, scrape -> {
            steady.send(10, "k8s2", 200).scraped(at(scrape));
            if (scrape < 42) {
                vanishing.send(100, "k8s2", 200).scraped(at(scrape));
            }
            known.send(10, "k8s2", 200).scraped(at(scrape));
            if (scrape >= 42) {
                found.send(5, "k8s2", 200).scraped(at(scrape));
            }
            // The 20th to the 23rd minute, and the one missing scrape in the 40th.
            boolean off = scrape >= 80 && scrape < 96;
            seen(!off && scrape != 159, down.send(10, "k8s2", 200), scrape);
            seen(!off, partly.send(100, "k8s2", 200), scrape);
            steadier.send(10, "k8s2", 200).scraped(at(scrape));
            shared.send(4, "eks1", 200).scraped(at(scrape));
            batch.send(2, "eks1", 200).scraped(at(scrape));
        });
    }

    private static void recordDay(Recording recording) {
        RecordedPod day = new RecordedPod(recording, "day", LONG);
        for (int minute = 0; minute < 24 * 60; minute++) {
            day.send(60 + minute % 7, "k8s2", 200).scraped(begin.plusSeconds(60L * minute + 30));
        }
    }

    @Test
    void shouldCountTheFirstErrorsOfANewSeriesInTheirWindow() {
        List<MetricWindow> windows = windows(ERRORS, Counting.DEFAULT, one);

        assertThat(windows).hasSize(WINDOWS - 1).allSatisfy(window -> {
            assertThat(window.of(K8S2).requests()).isEqualTo(40);
            boolean bad = contains(window, 42);
            assertThat(window.of(EKS1).requests()).isEqualTo(bad ? 13 : 4);
            assertThat(window.of(EKS1).failures()).isEqualTo(bad ? 7 : 0);
            assertThat(window.of(EKS1).latency().countsByUpperMillis())
                    .isEqualTo(Map.of(5.0, bad ? 6L : 4L, Double.POSITIVE_INFINITY, 0L));
        });
    }

    @Test
    void shouldCountAsFailedWhatTheCriteriaSay() {
        Traffic bad = windows(ERRORS, Counting.sent(new FailureCriteria(Set.of("429"), Set.of())), one).stream()
                .filter(window -> contains(window, 42))
                .findFirst()
                .orElseThrow()
                .of(EKS1);

        assertThat(bad.requests()).isEqualTo(13);
        assertThat(bad.failures()).isEqualTo(2);
        assertThat(bad.latency().count()).isEqualTo(11);
    }

    @Test
    void shouldCountWhatCameSinceACounterBeganAnew() {
        assertThat(windows(RESET, Counting.DEFAULT, one))
                .hasSize(WINDOWS - 1)
                .allSatisfy(window -> assertThat(window.of(K8S2).requests()).isEqualTo(40));
    }

    @Test
    void shouldCountTheLastRequestsOfAPodThatVanishedAndNothingAfter() {
        assertThat(windows(VANISHING, Counting.DEFAULT, one))
                .hasSize(WINDOWS - 1)
                .allSatisfy(window -> assertThat(window.of(K8S2).requests())
                        .isEqualTo(contains(window, 42) ? 240 : window.to().isAfter(at(42)) ? 40 : 440));
    }

    @Test
    void shouldNotTakeTheWholePastOfANewlyFoundPodForNew() {
        assertThat(windows(FOUND, Counting.DEFAULT, one)).hasSize(WINDOWS - 1).allSatisfy(window -> assertThat(
                        window.of(K8S2).requests())
                .isEqualTo(window.from().isAfter(at(42)) ? 60 : 40));
    }

    @Test
    void shouldLeaveOutTheTimeInWhichTheClientsCouldNotBeScraped() {
        List<MetricWindow> windows = windows(DOWN, Counting.DEFAULT, one);

        assertThat(windows)
                .allSatisfy(window -> assertThat(window.of(K8S2).requests()).isEqualTo(40));
        assertThat(missing(windows))
                .as("four minutes and the one that begins without a scrape, and two for the missing scrape")
                .containsExactly(21, 22, 23, 24, 25, 40, 41);
    }

    @Test
    void shouldNotCountAsOfOneWindowWhatAPodDidWhileItCouldNotBeScraped() {
        assertThat(windows(PARTLY, Counting.DEFAULT, one)).hasSize(WINDOWS - 1).allSatisfy(window -> {
            boolean off = window.to().isAfter(at(80)) && window.from().isBefore(at(96));
            assertThat(window.of(K8S2).requests()).isEqualTo(off ? 40 : 440);
        });
    }

    @Test
    void shouldAddUpServersAndLeaveOutWhatOneOfThemDidNotWatch() {
        List<MetricWindow> windows = windows(SHARED, Counting.DEFAULT, one, other);

        assertThat(windows)
                .allSatisfy(window -> assertThat(window.of(EKS1).requests()).isEqualTo(28));
        assertThat(missing(windows)).containsExactly(21, 22, 23, 24, 25, 26);
    }

    @Test
    void shouldCountWithoutAServerWhileTheServiceHasNoClientThere() {
        List<MetricWindow> windows = windows(BATCH, Counting.DEFAULT, one, other);

        assertThat(windows).allSatisfy(window -> assertThat(window.of(EKS1).requests())
                .isEqualTo(window.from().isAfter(at(39)) && window.to().isBefore(at(60)) ? 28 : 8));
        assertThat(missing(windows))
                .as("the job comes and goes, and then the server is off")
                .containsExactly(11, 16, 21, 22, 23, 24, 25, 26);
    }

    @Test
    void shouldTellWhatWasLostApart() {
        assertThat(windows(LOST, Counting.DEFAULT, one)).hasSize(WINDOWS - 1).allSatisfy(window -> {
            assertThat(window.lost()).isEqualTo(4);
            assertThat(window.byDestination()).containsOnlyKeys(K8S2);
        });
    }

    @Test
    void shouldGiveADayOfMinutes() {
        History.Recorded day =
                (History.Recorded) read(LONG, begin, begin.plus(24, ChronoUnit.HOURS), MINUTE, Counting.DEFAULT, one);

        assertThat(day.windows()).hasSize(24 * 60 - 1);
        assertThat(day.windows()).allSatisfy(window -> {
            long minute = Duration.between(begin, window.from()).toMinutes();
            assertThat(window.of(K8S2).requests()).isEqualTo(60 + minute % 7);
            assertThat(Duration.between(window.from(), window.to())).isEqualTo(MINUTE);
        });
    }

    @Test
    void shouldSayWhatIsWrongInsteadOfGivingWindows() {
        RealPrometheus off = RealPrometheus.start("1s", List.of());
        off.kill();
        assertThat(hour(SHARED, Counting.DEFAULT, one, off))
                .isEqualTo(new History.Unavailable(
                        Problem.PARTIAL, "Prometheus of server 1 can't be reached (ConnectException)"));
        assertThat(hour(SHARED, Counting.DEFAULT, off))
                .isEqualTo(new History.Unavailable(
                        Problem.FAILED, "Prometheus of server 0 can't be reached (ConnectException)"));
        off.close();
        assertThat(hour(service("nobody"), Counting.DEFAULT, one))
                .isEqualTo(new History.Unavailable(
                        Problem.EMPTY, "Prometheus of server 0 knows no requests to nobody.it.svc.cluster.local"));
        assertThat(((History.Unavailable) hour(BROKEN, Counting.DEFAULT, one)).problem())
                .isEqualTo(Problem.INVALID);
    }

    @Test
    void shouldGiveNoBurstAfterAGapInWhatARealServerScraped() {
        var service = service("scraped");
        long began = System.nanoTime();
        try (ScrapeTarget pod = new ScrapeTarget();
                RealPrometheus scraping = RealPrometheus.start("500ms", List.of(pod.address()))) {
            Instant from = Instant.now();
            RecordedPod clients = new RecordedPod(new Recording(), "unused", service);
            AtomicLong sent = new AtomicLong();
            pod.serve(() -> {
                // A hundred requests a second, scraped or not.
                long now = (System.nanoTime() - began) / 10_000_000;
                return clients.send(now - sent.getAndSet(now), "k8s2", 200).exposition();
            });
            awaitScrapes(pod, 10);
            pod.down();
            await().pollDelay(Duration.ofSeconds(4)).until(() -> true);
            pod.up();
            awaitScrapes(pod, 10);

            List<MetricWindow> windows = ((History.Recorded)
                            read(service, from, Instant.now(), Duration.ofSeconds(1), Counting.DEFAULT, scraping))
                    .windows();

            assertThat(windows)
                    .hasSizeGreaterThan(4)
                    .allSatisfy(window -> assertThat(window.of(K8S2).requests()).isBetween(20L, 180L));
            Instant last = windows.get(windows.size() - 1).to();
            assertThat(Duration.between(windows.get(0).from(), last))
                    .as("what was left out in between")
                    .isGreaterThan(Duration.ofSeconds(windows.size() + 3));
        }
    }

    private static void awaitScrapes(ScrapeTarget target, int more) {
        int seen = target.scrapes();
        await().atMost(Duration.ofMinutes(1)).until(() -> target.scrapes() >= seen + more);
    }

    private static void each(int scrapes, IntConsumer scrape) {
        IntStream.range(0, scrapes).forEach(scrape);
    }

    private static void seen(boolean up, RecordedPod pod, int scrape) {
        if (up) {
            pod.scraped(at(scrape));
        } else {
            pod.missed(at(scrape));
        }
    }

    private static Instant at(int scrape) {
        return begin.plusSeconds(15L * scrape + 7);
    }

    private static boolean contains(MetricWindow window, int scrape) {
        return window.from().isBefore(at(scrape)) && window.to().isAfter(at(scrape));
    }

    /** The numbers of the minutes that have no window, from the second one on. */
    private static List<Integer> missing(List<MetricWindow> windows) {
        List<Instant> ends = windows.stream().map(MetricWindow::to).toList();
        return IntStream.rangeClosed(2, WINDOWS)
                .filter(minute -> !ends.contains(begin.plus(MINUTE.multipliedBy(minute))))
                .boxed()
                .toList();
    }

    private static List<MetricWindow> windows(ServiceRef service, Counting counting, RealPrometheus... servers) {
        History history = hour(service, counting, servers);
        assertThat(history).isInstanceOf(History.Recorded.class);
        return ((History.Recorded) history).windows();
    }

    private static History hour(ServiceRef service, Counting counting, RealPrometheus... servers) {
        return read(service, begin, begin.plus(MINUTE.multipliedBy(WINDOWS)), MINUTE, counting, servers);
    }

    private static History read(
            ServiceRef service, Instant from, Instant to, Duration step, Counting counting, RealPrometheus... servers) {
        List<PrometheusServer> all = IntStream.range(0, servers.length)
                .mapToObj(i -> new PrometheusServer(
                        "server " + i, servers[i].base(), Map.of(), Authorization.NONE, HttpClient.newHttpClient()))
                .toList();
        return new PrometheusMetricsHistory(() -> all, PrometheusSettings.DEFAULT, Clock.systemUTC(), QueryMeter.NONE)
                .read(service, from, to, step, counting)
                .await()
                .indefinitely();
    }

    private static ServiceRef service(String name) {
        return new ServiceRef("it", name);
    }
}
