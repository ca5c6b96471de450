package dev.gangway.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gangway.domain.traffic.ServiceRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class TrafficModelTest {
    private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");

    @Test
    void shouldCountWhatTheClientsOfEachClusterSend() {
        TrafficModel traffic = model(1, false);

        run(traffic, Configs.split(100, 0), 100);

        // 200 a second, 70 % of them from k8s2: 14,000 +- 5 sigma of a Poisson count.
        assertThat(requests(traffic, "k8s2", TrafficModelTest::any)).isCloseTo(14_000, within(600.0));
        assertThat(requests(traffic, "eks1", TrafficModelTest::any)).isCloseTo(6_000, within(400.0));
        assertThat(requests(traffic, "k8s2", to("eks1"))).isZero();
    }

    @Test
    void shouldCountALongTimeAsManySeconds() {
        TrafficModel traffic = model(1, false);

        traffic.advance(Configs.split(100, 0), Duration.ofSeconds(100));

        assertThat(requests(traffic, "k8s2", TrafficModelTest::any)).isCloseTo(14_000, within(600.0));
        assertThat(requests(traffic, "eks1", TrafficModelTest::any)).isCloseTo(6_000, within(400.0));
    }

    @Test
    void shouldDrawTheSameNumbersFromTheSameSeed() {
        TrafficModel one = model(7, false);
        TrafficModel other = model(7, false);
        run(one, Configs.split(90, 10), 30);
        run(other, Configs.split(90, 10), 30);

        assertThat(MetricsText.render(one.counters("k8s2").snapshot()))
                .isEqualTo(MetricsText.render(other.counters("k8s2").snapshot()));
    }

    @Test
    void shouldShowARegressionFromItsWeightOn() {
        TrafficModel traffic = model(1, false);
        traffic.regressions().put(CHECKOUT, new Regression(0.2, 1, 10));

        run(traffic, Configs.split(95, 5), 200);
        double before = requests(traffic, "k8s2", to("eks1").and(code("500")));
        run(traffic, Configs.split(90, 10), 200);

        // 5 % of 28,000 requests, 0.1 % of them failing; then 10 %, of which a fifth fails.
        assertThat(before).isLessThan(12);
        assertThat(requests(traffic, "k8s2", to("eks1").and(code("500")))).isCloseTo(565, within(150.0));
        assertThat(requests(traffic, "k8s2", to("k8s2").and(code("500")))).isLessThan(120);
    }

    @Test
    void shouldMoveLatenciesIntoHigherBuckets() {
        TrafficModel traffic = model(1, false);
        traffic.regressions().put(CHECKOUT, new Regression(0, 4, 0));

        run(traffic, Configs.split(50, 50), 100);

        // ln(250/30)/0.7 = 3.03: 0.12 % are slower than 250 ms; four times as slow: ln(250/120)/0.7 = 1.05, 14.7 %.
        assertThat(1 - shareUpTo250(traffic, "k8s2")).isCloseTo(0.0012, within(0.003));
        assertThat(1 - shareUpTo250(traffic, "eks1")).isCloseTo(0.147, within(0.03));
    }

    @Test
    void shouldCountLostRequestsAsIstioDoes() {
        TrafficModel traffic = model(1, false);
        IstioConfig withoutRule = new IstioConfig(List.of(Configs.weights(90, 10)), List.of());

        run(traffic, new Routing(Map.of("k8s2", withoutRule, "eks1", withoutRule)), 10);

        Predicate<Series> lost = to("unknown").and(code("503")).and(series -> series.label("response_flags")
                .equals("NC"));
        assertThat(requests(traffic, "k8s2", lost))
                .isPositive()
                .isEqualTo(requests(traffic, "k8s2", TrafficModelTest::any));
    }

    @Test
    void shouldReportFailuresOfGrpcInItsStatus() {
        TrafficModel traffic = model(1, true);
        traffic.regressions().put(CHECKOUT, new Regression(0.5, 1, 0));

        run(traffic, Configs.split(0, 100), 20);

        assertThat(requests(traffic, "k8s2", code("200"))).isEqualTo(requests(traffic, "k8s2", TrafficModelTest::any));
        assertThat(requests(traffic, "k8s2", series -> series.label("grpc_response_status")
                        .equals("14")))
                .isPositive();
    }

    @Test
    void shouldShowBucketsThatAddUpToTheCount() {
        TrafficModel traffic = model(1, false);
        run(traffic, Configs.split(100, 0), 20);

        String duration = "istio_request_duration_milliseconds";
        assertThat(sum(traffic, "k8s2", duration + "_bucket", by("source").and(series -> series.label("le")
                        .equals("+Inf"))))
                .isEqualTo(sum(traffic, "k8s2", duration + "_count", by("source")))
                .isEqualTo(requests(traffic, "k8s2", TrafficModelTest::any));
    }

    @Test
    void shouldCountWhereRequestsArriveWhatHasArrivedThere() {
        TrafficModel traffic = model(1, false);

        run(traffic, Configs.split(60, 40), 50);

        for (String cluster : List.of("k8s2", "eks1")) {
            for (String client : List.of("k8s2", "eks1")) {
                assertThat(received(traffic, cluster, from(client)))
                        .as("from %s in %s", client, cluster)
                        .isPositive()
                        .isEqualTo(requests(traffic, client, to(cluster)));
            }
            assertThat(received(traffic, cluster, to(cluster).negate())).isZero();
        }
    }

    @Test
    void shouldNotCountWhatWasLostAsReceived() {
        TrafficModel traffic = model(1, false);
        IstioConfig routes = new IstioConfig(List.of(Configs.weights(90, 10)), List.of(Configs.rule()));

        run(traffic, new Routing(Map.of("k8s2", routes, "eks1", Configs.NOTHING)), 20);

        assertThat(requests(traffic, "k8s2", to("eks1"))).isPositive();
        assertThat(received(traffic, "eks1", TrafficModelTest::any)).isZero();
    }

    @Test
    void shouldCountMirroredRequestsWhereTheyArriveAlone() {
        TrafficModel traffic = model(1, false);
        TrafficModel plain = model(1, false);
        traffic.regressions().put(CHECKOUT, new Regression(0.2, 1, 10));

        run(traffic, Configs.mirror(10), 100);
        run(plain, Configs.split(100, 0), 100);

        // A tenth of 20,000 requests, a fifth of them failing: both within 5 sigma of a Poisson count.
        assertThat(received(traffic, "eks1", TrafficModelTest::any)).isCloseTo(2_000, within(225.0));
        assertThat(received(traffic, "eks1", code("500"))).isCloseTo(402, within(100.0));
        for (String client : List.of("k8s2", "eks1")) {
            assertThat(requests(traffic, client, to("eks1"))).isZero();
            assertThat(requests(traffic, client, code("500")))
                    .as("the clients of %s see nothing of it", client)
                    .isEqualTo(requests(plain, client, code("500")));
        }
        assertThat(received(traffic, "k8s2", TrafficModelTest::any))
                .isEqualTo(received(plain, "k8s2", TrafficModelTest::any));
    }

    private static TrafficModel model(long seed, boolean grpc) {
        var service = new SimulatedService(CHECKOUT, 200, Map.of("k8s2", 0.7, "eks1", 0.3), grpc);
        return new TrafficModel(seed, List.of(service));
    }

    private static void run(TrafficModel traffic, Routing routing, int seconds) {
        for (int i = 0; i < seconds; i++) {
            traffic.advance(routing, Duration.ofSeconds(1));
        }
    }

    private static double shareUpTo250(TrafficModel traffic, String destination) {
        String name = "istio_request_duration_milliseconds_bucket";
        return sum(traffic, "k8s2", name, to(destination).and(by("source")).and(series -> series.label("le")
                        .equals("250")))
                / requests(traffic, "k8s2", to(destination));
    }

    private static boolean any(Series series) {
        return !series.name().isEmpty();
    }

    private static Predicate<Series> to(String cluster) {
        return series -> series.label("destination_cluster").equals(cluster);
    }

    private static Predicate<Series> code(String code) {
        return series -> series.label("response_code").equals(code);
    }

    private static double requests(TrafficModel traffic, String client, Predicate<Series> which) {
        return sum(traffic, client, "istio_requests_total", which.and(by("source")));
    }

    private static double received(TrafficModel traffic, String cluster, Predicate<Series> which) {
        return sum(traffic, cluster, "istio_requests_total", which.and(by("destination")));
    }

    private static Predicate<Series> by(String reporter) {
        return series -> series.label("reporter").equals(reporter);
    }

    private static Predicate<Series> from(String cluster) {
        return series -> series.label("source_cluster").equals(cluster);
    }

    private static double sum(TrafficModel traffic, String client, String name, Predicate<Series> which) {
        Counters.Snapshot counters = traffic.counters(client).snapshot();
        double sum = 0;
        for (int place = 0; place < counters.series().size(); place++) {
            Series series = counters.series().get(place);
            if (series.name().equals(name) && which.test(series)) {
                sum += counters.value(place);
            }
        }
        return sum;
    }
}
