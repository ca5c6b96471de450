package dev.gangway.adapter.prometheus;

import static dev.gangway.adapter.prometheus.HealthyPrometheus.CART;
import static dev.gangway.adapter.prometheus.HealthyPrometheus.CART_HOST;
import static dev.gangway.adapter.prometheus.HealthyPrometheus.CART_IS;
import static dev.gangway.adapter.prometheus.HealthyPrometheus.CODE;
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
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.adapter.prometheus.StubPrometheus.Answers;
import dev.gangway.control.MetricsSource.Readings;
import dev.gangway.domain.analysis.Reading;
import dev.gangway.domain.analysis.Reading.Problem;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What could not be read, and what becomes of it in the next round. */
class LackingReadingsTest {
    private final StubPrometheus eks1 = new StubPrometheus();
    private final StubPrometheus k8s2 = new StubPrometheus();

    @AfterEach
    void close() {
        eks1.close();
        k8s2.close();
    }

    @Test
    void shouldSayEmptyOnlyOfTheServiceThatNobodyKnows() {
        eks1.answering(new HealthyPrometheus());
        k8s2.answering(new Answers());
        Readings readings = read(source(eks1.server("eks1"), k8s2.server("k8s2")), CART, PAY);

        assertThat(readings.byService().get(CART)).isInstanceOf(Reading.Taken.class);
        assertLack(
                readings,
                PAY,
                Problem.EMPTY,
                "Prometheus of eks1 and Prometheus of k8s2 know no requests to pay.shop.svc.cluster.local");
    }

    @Test
    void shouldGiveNoWindowWhenOneServerIsDownAndMakeUpForItLater() {
        k8s2.close();
        var answers = new HealthyPrometheus() {
            private volatile int now = 1000;

            @Override
            String now() {
                return success("scalar", "[1,\"" + now + "\"]");
            }
        };
        List<PrometheusServer> both = List.of(eks1.answering(answers).server("eks1"), k8s2.server("k8s2"));
        var current = new AtomicReference<>(List.of(both.get(0)));
        var source = new PrometheusMetricsSource(
                current::get, PrometheusSettings.DEFAULT, Clock.fixed(NOW, ZoneOffset.UTC), QueryMeter.NONE);
        read(source, CART);
        current.set(both);
        answers.now = 1010;
        assertLack(read(source, CART), CART, Problem.PARTIAL, "Prometheus of k8s2 can't be reached (ConnectException)");
        current.set(List.of(both.get(0)));
        answers.now = 1021;
        assertThat(read(source, CART).byService().get(CART)).isInstanceOf(Reading.Taken.class);
        assertThat(offsets(eks1)).as("the last window covers both").contains("21000ms");
    }

    @Test
    void shouldSayFailedWhenNoServerAnswersOrThereIsNone() {
        eks1.close();
        k8s2.close();
        assertLack(
                read(source(eks1.server("eks1"), k8s2.server("k8s2")), CART),
                CART,
                Problem.FAILED,
                "Prometheus of eks1 can't be reached (ConnectException); "
                        + "Prometheus of k8s2 can't be reached (ConnectException)");
        assertLack(read(source(), CART), CART, Problem.FAILED, "no Prometheus is configured");
    }

    @Test
    void shouldNotThrowWhenTheServersCantBeTold() {
        var source = new PrometheusMetricsSource(
                () -> {
                    throw new IllegalStateException("hunter2");
                },
                PrometheusSettings.DEFAULT,
                Clock.systemUTC(),
                QueryMeter.NONE);
        assertLack(read(source, CART), CART, Problem.FAILED, "reading Prometheus failed: IllegalStateException");
    }

    @Test
    void shouldNotCountWhenTheServerWasNotWatchingAtTheBeginning() {
        eks1.answering(new HealthyPrometheus() {
            @Override
            String watched() {
                return StubPrometheus.EMPTY_VECTOR;
            }
        });
        assertLack(
                read(source(eks1.server("eks1")), CART),
                CART,
                Problem.PARTIAL,
                "Prometheus of eks1 has no 'up' of any target from 10 s ago: it was not watching when the window began");
    }

    @Test
    void shouldNotCountWhileTheServerAnswersAndDoesNotScrapeAndMakeUpForItLater() {
        var answers = new HealthyPrometheus() {
            private volatile int now = 1000;
            private volatile String age = "31.0";

            @Override
            String now() {
                return success("scalar", "[1,\"" + now + "\"]");
            }

            @Override
            String age() {
                return vector(row(age));
            }
        };
        PrometheusMetricsSource source = source(eks1.answering(answers).server("eks1"));
        assertThat(read(source, CART).byService().get(CART))
                .as("two of its intervals of 15.5 s")
                .isInstanceOf(Reading.Taken.class);
        answers.now = 1010;
        answers.age = "31.1";
        assertLack(
                read(source, CART),
                CART,
                Problem.PARTIAL,
                "the newest sample that Prometheus of eks1 has is 31100 ms old by its clock, and may be 31 s");
        answers.now = 1021;
        answers.age = "0.5";
        assertThat(read(source, CART).byService().get(CART)).isInstanceOf(Reading.Taken.class);
        assertThat(offsets(eks1)).contains("21000ms");
    }

    @Test
    void shouldNotTakeAnAnswerThatWasKeptFromAnEarlierQuestion() {
        eks1.answering(new HealthyPrometheus() {
            @Override
            String requests(String promQl) {
                return super.requests(promQl).replace(StubPrometheus.ASKED, "1699999990.000");
            }
        });
        assertLack(
                read(source(eks1.server("eks1")), CART),
                CART,
                Problem.FAILED,
                "Prometheus of eks1 answered for another time than was asked for; what stands before it and keeps answers"
                        + " must not");
    }

    @Test
    void shouldSayPartialWhenAServerWarns() {
        eks1.answering(new HealthyPrometheus() {
            @Override
            String durations(String promQl) {
                return super.durations(promQl)
                        .replace("\"data\"", "\"warnings\":[\"store 10.0.0.7 unavailable\"],\"data\"");
            }
        });
        assertLack(
                read(source(eks1.server("eks1")), CART),
                CART,
                Problem.PARTIAL,
                "Prometheus of eks1 answered in part: store 10.0.0.7 unavailable");
    }

    @Test
    void shouldSayInvalidOfTheServiceWhoseValueIsNoCountAndOnceMoreWhenItStartsFromThere() {
        var answers = new HealthyPrometheus() {
            private volatile String value = "NaN";

            @Override
            String requests(String promQl) {
                return vector(
                        row(value, CART_IS, CART_HOST, TO, "eks1", CODE, "200"),
                        row("0", CART_IS, PAY.host(), TO, "eks1", CODE, "200"));
            }

            private int now = 1000;

            @Override
            String now() {
                return success("scalar", "[1,\"" + now++ + "\"]");
            }
        };
        PrometheusMetricsSource source = source(eks1.answering(answers).server("eks1"));
        Readings nan = read(source, CART, PAY);
        assertLack(
                nan,
                CART,
                Problem.INVALID,
                "Prometheus of eks1 answered NaN where a count of requests to cart.shop.svc.cluster.local should be");
        assertThat(nan.byService().get(PAY)).isInstanceOf(Reading.Taken.class);
        answers.value = "5";
        assertLack(
                read(source, CART, PAY),
                CART,
                Problem.INVALID,
                "Prometheus of eks1 had no count for cart.shop.svc.cluster.local at the beginning of the window");
        assertThat(read(source, CART).byService().get(CART)).isInstanceOf(Reading.Taken.class);

        for (String value : List.of("+Inf", "-1", "many", "")) {
            answers.value = value;
            assertThat(((Reading.Unavailable) read(source, CART).byService().get(CART)).problem())
                    .isEqualTo(Problem.INVALID);
        }
    }

    @Test
    void shouldSayInvalidOfAllWhenItCantTellWhoseValueItIs() {
        eks1.answering(new HealthyPrometheus() {
            @Override
            String requests(String promQl) {
                return vector(row("NaN", TO, "eks1"));
            }
        });
        Readings readings = read(source(eks1.server("eks1")), CART, PAY);
        assertThat(readings.byService().values())
                .allSatisfy(reading ->
                        assertThat(((Reading.Unavailable) reading).problem()).isEqualTo(Problem.INVALID));
    }
}
