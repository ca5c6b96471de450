package dev.gangway.adapter.prometheus;

import static dev.gangway.adapter.prometheus.HealthyPrometheus.CART;
import static dev.gangway.adapter.prometheus.HealthyPrometheus.CART_HOST;
import static dev.gangway.adapter.prometheus.HealthyPrometheus.CART_IS;
import static dev.gangway.adapter.prometheus.HealthyPrometheus.CODE;
import static dev.gangway.adapter.prometheus.HealthyPrometheus.EKS1;
import static dev.gangway.adapter.prometheus.HealthyPrometheus.PAY;
import static dev.gangway.adapter.prometheus.HealthyPrometheus.TO;
import static dev.gangway.adapter.prometheus.Rounds.NOW;
import static dev.gangway.adapter.prometheus.Rounds.assertLack;
import static dev.gangway.adapter.prometheus.Rounds.offsets;
import static dev.gangway.adapter.prometheus.Rounds.read;
import static dev.gangway.adapter.prometheus.Rounds.source;
import static dev.gangway.adapter.prometheus.StubPrometheus.row;
import static dev.gangway.adapter.prometheus.StubPrometheus.success;
import static dev.gangway.adapter.prometheus.StubPrometheus.vector;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.adapter.prometheus.StubPrometheus.Answers;
import dev.gangway.adapter.prometheus.StubPrometheus.Query;
import dev.gangway.control.MetricsSource.Readings;
import dev.gangway.domain.analysis.ClientCounts;
import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.FailureCriteria;
import dev.gangway.domain.analysis.LatencyHistogram;
import dev.gangway.domain.analysis.Reading;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.analysis.Signal;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrometheusMetricsSourceTest {
    private final StubPrometheus eks1 = new StubPrometheus();
    private final StubPrometheus k8s2 = new StubPrometheus();

    @AfterEach
    void close() {
        eks1.close();
        k8s2.close();
    }

    @Test
    void shouldGiveAWindowOfWhatClientsSaw() {
        Readings readings = read(source(eks1.answering(new HealthyPrometheus()).server("eks1")), CART);

        var window = ((Reading.Taken) readings.byService().get(CART)).window();
        var latency = new TreeMap<>(Map.of(5.0, 1L, 10.0, 0L, 25.0, 1L, Double.POSITIVE_INFINITY, 0L));
        assertThat(window.byDestination()).isEqualTo(Map.of(EKS1, new Traffic(3, 1, LatencyHistogram.of(latency))));
        assertThat(window.lost()).isEqualTo(2);
        assertThat(window.to()).isEqualTo(NOW);
        // A second of delay, the first window of 10 s, and the scrape before it.
        assertThat(window.from()).isEqualTo(NOW.minusMillis(1_000 + 10_000 + 15_500));
        assertThat(readings.scrapeInterval()).isEqualTo(Duration.ofMillis(15_500));
    }

    @Test
    void shouldReadBehindTheServersOwnNowAndGoOnFromThere() {
        var answers = new HealthyPrometheus() {
            private volatile String now = "1700000000.5";

            @Override
            String now() {
                return success("scalar", "[1,\"" + now + "\"]");
            }
        };
        PrometheusMetricsSource source = source(eks1.answering(answers).server("eks1"));
        read(source, CART);
        assertThat(eks1.queries().stream().skip(1).map(Query::time)).containsOnly("1699999999.500");
        assertThat(offsets(eks1)).containsOnly("10000ms");

        answers.now = "1700000012.75";
        read(source, CART);
        assertThat(offsets(eks1)).containsOnly("10000ms", "12250ms");

        answers.now = "1700009999";
        read(source, CART);
        assertThat(offsets(eks1)).as("a gap that is too long").containsOnly("10000ms", "12250ms");

        answers.now = "1700009998";
        Readings back = read(source, CART);
        assertLack(
                back,
                CART,
                Problem.PARTIAL,
                "the clock of Prometheus of eks1 stands 1 s behind the end of the last window");
        answers.now = "1700009999.5";
        read(source, CART);
        assertThat(offsets(eks1)).containsOnly("10000ms", "12250ms", "1500ms");
    }

    @Test
    void shouldAddUpServersAndTakeTheSlowestScrape() {
        var slower = new HealthyPrometheus() {
            @Override
            String samples() {
                return success("matrix", "[{\"values\":[[0,\"1\"],[60,\"2\"]]},{\"values\":[[0,\"1\"]]}]");
            }
        };
        Readings readings = read(
                source(
                        eks1.answering(new HealthyPrometheus()).server("eks1"),
                        k8s2.answering(slower).server("k8s2")),
                CART);

        var window = ((Reading.Taken) readings.byService().get(CART)).window();
        assertThat(window.of(EKS1).requests()).isEqualTo(6);
        assertThat(window.of(EKS1).failures()).isEqualTo(2);
        assertThat(window.of(EKS1).latency().count()).isEqualTo(4);
        assertThat(window.lost()).isEqualTo(4);
        assertThat(window.from()).isEqualTo(NOW.minusSeconds(1 + 10 + 60));
        assertThat(readings.scrapeInterval()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void shouldTellTheRequestsOfEachClustersClientsApart() {
        Readings readings = read(
                source(
                        eks1.answering(new HealthyPrometheus()).server("eks1"),
                        k8s2.answering(new HealthyPrometheus() {
                                    @Override
                                    String requests(String promQl) {
                                        return vector(row("7", CART_IS, CART_HOST, TO, "k8s2", CODE, "200"));
                                    }
                                })
                                .server("k8s2")),
                CART);

        assertThat(((Reading.Taken) readings.byService().get(CART)).window().byClients())
                .containsExactly(
                        new ClientCounts("eks1", Map.of(EKS1, 3L), 2),
                        new ClientCounts("k8s2", Map.of(new ClusterName("k8s2"), 7L, EKS1, 0L), 0));
    }

    @Test
    void shouldNotTellClientsApartWhomOneServerWatches() {
        eks1.answering(new HealthyPrometheus());
        Readings readings = read(source(eks1.server("eks1"), eks1.server("k8s2")), CART);

        assertThat(((Reading.Taken) readings.byService().get(CART)).window().byClients())
                .containsExactly(new ClientCounts("eks1, k8s2", Map.of(EKS1, 3L), 2));
    }

    @Test
    void shouldAssumeALongScrapeForTheBeginningWhileNoneWasSeen() {
        var answers = new HealthyPrometheus() {
            @Override
            String samples() {
                return StubPrometheus.EMPTY_MATRIX;
            }
        };
        Readings readings = read(source(eks1.answering(answers).server("eks1")), CART);

        assertThat(((Reading.Taken) readings.byService().get(CART)).window().from())
                .isEqualTo(NOW.minusSeconds(1 + 10 + 60));
        assertThat(readings.scrapeInterval()).isZero();
    }

    @Test
    void shouldLookForSamplesOfEachServiceInTurnUntilSomeAreFound() {
        PrometheusMetricsSource source = source(eks1.answering(new Answers()).server("eks1"));
        read(source, CART, PAY);
        read(source, CART, PAY);
        eks1.answering(new HealthyPrometheus());
        read(source, CART, PAY);
        read(source, CART, PAY);

        assertThat(eks1.queries().stream().map(Query::promQl).filter(q -> q.endsWith("[180s]")))
                .extracting(q -> q.contains(CART.host()))
                .containsExactly(true, false, true, true);
    }

    @Test
    void shouldQueryASharedAddressOnce() {
        eks1.answering(new Answers());
        Readings readings = read(source(eks1.server("eks1"), eks1.server("k8s2")), CART);

        assertThat(eks1.queries()).hasSize(6);
        assertLack(
                readings,
                CART,
                Problem.EMPTY,
                "Prometheus of eks1, k8s2 knows no requests to cart.shop.svc.cluster.local");
    }

    @Test
    void shouldTellTenantsOfOneAddressApartByTheirHeaders() {
        eks1.answering(new Answers());
        read(
                source(
                        eks1.server("eks1", Map.of("X-Scope-OrgID", "a"), Authorization.bearer(() -> "t0ken\n")),
                        eks1.server("k8s2", Map.of("X-Scope-OrgID", "b"), Authorization.basic("u", () -> "p"))),
                CART);

        assertThat(eks1.queries()).hasSize(12);
        assertThat(eks1.queries().stream()
                        .map(q -> q.headers().get("X-scope-orgid") + " "
                                + q.headers().get("Authorization"))
                        .distinct())
                .containsExactlyInAnyOrder("[a] [Bearer t0ken]", "[b] [Basic dTpw]");
    }

    @Test
    void shouldAskInBatchesOfServices() {
        Map<ServiceRef, Counting> services = IntStream.range(0, 401)
                .mapToObj(i -> new ServiceRef("shop", "s" + i))
                .collect(toMap(identity(), service -> Counting.DEFAULT));
        Readings readings = source(eks1.answering(new Answers()).server("eks1"))
                .read(services)
                .await()
                .atMost(Duration.ofSeconds(30));

        assertThat(readings.byService().keySet()).isEqualTo(services.keySet());
        assertThat(eks1.queries())
                .as("now, samples, age, watched, and 3 batches of requests and of durations")
                .hasSize(4 + 3 + 3);
    }

    @Test
    void shouldJudgeEachServiceByItsOwnCriteria() {
        eks1.answering(new HealthyPrometheus() {
            @Override
            String requests(String promQl) {
                return vector(
                        row("2", CART_IS, CART_HOST, TO, "eks1", CODE, "200"),
                        row("3", CART_IS, CART_HOST, TO, "eks1", CODE, "429"),
                        row("2", CART_IS, PAY.host(), TO, "eks1", CODE, "200"),
                        row("3", CART_IS, PAY.host(), TO, "eks1", CODE, "429"));
            }
        });
        Readings readings = source(eks1.server("eks1"))
                .read(Map.of(CART, Counting.sent(new FailureCriteria(Set.of("429"), Set.of())), PAY, Counting.DEFAULT))
                .await()
                .atMost(Duration.ofSeconds(30));

        assertThat(failures(readings, CART)).isEqualTo(3);
        assertThat(failures(readings, PAY)).isZero();
        assertThat(eks1.queries().stream().map(Query::promQl).filter(q -> q.contains("_bucket{")))
                .as("a query of durations holds services of one criteria only")
                .hasSize(2)
                .anyMatch(q -> q.contains("cart") && !q.contains("pay") && q.contains("response_code!~\"429\""))
                .anyMatch(q -> q.contains("pay") && !q.contains("cart") && q.contains("response_code!~\"5..|0\""));
    }

    @Test
    void shouldAskForServicesOfOneSignalTogether() {
        eks1.answering(new HealthyPrometheus());
        Counting received = new Counting(Signal.REQUESTS_RECEIVED, FailureCriteria.DEFAULT);
        source(eks1.server("eks1"))
                .read(Map.of(
                        CART,
                        received,
                        PAY,
                        Counting.sent(new FailureCriteria(Set.of("429"), Set.of())),
                        new ServiceRef("shop", "stock"),
                        Counting.DEFAULT))
                .await()
                .atMost(Duration.ofSeconds(30));

        assertThat(eks1.queries().stream().map(Query::promQl).filter(q -> q.startsWith("sum") && q.contains("_total{")))
                .hasSize(2)
                .anyMatch(q -> q.contains("reporter=\"destination\"") && q.contains("cart") && !q.contains("pay"))
                .anyMatch(q -> q.contains("reporter=\"source\"") && q.contains("pay") && q.contains("stock"));
    }

    @Test
    void shouldAskForNoDurationsOfConnections() {
        eks1.answering(new HealthyPrometheus());
        source(eks1.server("eks1"))
                .read(Map.of(CART, new Counting(Signal.CONNECTIONS, FailureCriteria.DEFAULT)))
                .await()
                .atMost(Duration.ofSeconds(30));

        assertThat(eks1.queries().stream().map(Query::promQl))
                .hasSize(5)
                .noneMatch(q -> q.contains("_bucket") || q.contains("istio_requests_total"));
    }

    private static long failures(Readings readings, ServiceRef service) {
        return ((Reading.Taken) readings.byService().get(service))
                .window()
                .of(EKS1)
                .failures();
    }
}
