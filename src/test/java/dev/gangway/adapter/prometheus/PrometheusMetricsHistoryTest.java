package dev.gangway.adapter.prometheus;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.adapter.prometheus.StubPrometheus.Answers;
import dev.gangway.adapter.prometheus.StubPrometheus.Query;
import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.History;
import dev.gangway.domain.analysis.LatencyHistogram;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusMetricsHistoryTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant FROM = NOW.minusSeconds(300);
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final ServiceRef CART = new ServiceRef("shop", "cart");
    private static final ClusterName EKS1 = new ClusterName("eks1");
    private static final String IS = "\"destination_service\":\"cart.shop.svc.cluster.local\"";
    private static final String TO_EKS1 = IS + ",\"destination_cluster\":\"eks1\"";

    private final StubPrometheus eks1 = new StubPrometheus();
    private final StubPrometheus k8s2 = new StubPrometheus();

    @AfterEach
    void close() {
        eks1.close();
        k8s2.close();
    }

    /** In window i there are i requests to eks1, of which one fails, and 10 ms suffice for the others. */
    private static class Past extends Answers {
        @Override
        String samples() {
            return StubPrometheus.success("matrix", "[{\"values\":[[100,\"1\"],[115,\"2\"],[130,\"3\"]]}]");
        }

        @Override
        String past(Map<String, String> form) {
            String promQl = form.get("query");
            if (promQl.contains("unless count(")) {
                return along(form, List.of(new Line("", this::isIdle, i -> "7")));
            }
            if (promQl.startsWith("count(")) {
                return along(form, List.of(new Line("", this::isSeen, i -> "3")));
            }
            return along(form, promQl.contains("_bucket{") ? durations() : requests());
        }

        boolean isSeen(int instant) {
            return true;
        }

        boolean isIdle(int instant) {
            return true;
        }

        List<Line> requests() {
            return List.of(
                    new Line(TO_EKS1 + ",\"response_code\":\"200\"", i -> true, i -> "" + (i - 1)),
                    new Line(TO_EKS1 + ",\"response_code\":\"503\"", i -> true, i -> "1"),
                    new Line(
                            IS + ",\"destination_cluster\":\"unknown\",\"response_flags\":\"NC\"",
                            i -> i == 2,
                            i -> "5"));
        }

        List<Line> durations() {
            return Stream.of("10", "+Inf")
                    .map(edge -> new Line(TO_EKS1 + ",\"le\":\"" + edge + "\"", i -> true, i -> "" + (i - 1)))
                    .toList();
        }

        private static String along(Map<String, String> form, List<Line> lines) {
            double step = Double.parseDouble(form.get("step"));
            double start = Double.parseDouble(form.get("start"));
            int first = (int) Math.round((start - FROM.getEpochSecond()) / step);
            int last = first + (int) Math.round((Double.parseDouble(form.get("end")) - start) / step);
            return StubPrometheus.success(
                    "matrix",
                    lines.stream()
                            .map(line -> line.series(first, last, i -> Math.round(start + (i - first) * step)))
                            .collect(joining(",", "[", "]")));
        }
    }

    /** A series that has values at some instants, which are counted in steps from {@code FROM} on. */
    private record Line(String labels, IntPredicate there, IntFunction<String> value) {
        String series(int first, int last, IntToLongFunction seconds) {
            return IntStream.rangeClosed(first, last)
                    .filter(there)
                    .mapToObj(i -> "[%d,\"%s\"]".formatted(seconds.applyAsLong(i), value.apply(i)))
                    .collect(joining(",", "{\"metric\":{" + labels + "},\"values\":[", "]}"));
        }
    }

    @Test
    void shouldGiveWindowsOfWhatClientsSaw() {
        List<MetricWindow> windows = windows(eks1.answering(new Past()).server("eks1"));

        // The tenth is not over: what is read is a second behind.
        assertThat(windows).hasSize(9);
        for (int i = 1; i <= 9; i++) {
            var latency = new TreeMap<>(Map.of(10.0, i - 1L, Double.POSITIVE_INFINITY, 0L));
            assertThat(windows.get(i - 1))
                    .isEqualTo(new MetricWindow(
                            FROM.plusSeconds(30L * (i - 1)),
                            FROM.plusSeconds(30L * i),
                            Map.of(EKS1, new Traffic(i, 1, LatencyHistogram.of(latency))),
                            i == 2 ? 5 : 0));
        }
    }

    @Test
    void shouldAskOneQueryAlongTheWholeSpanForEachThing() {
        History unused = read(eks1.answering(new Past()).server("eks1"));

        List<Map<String, String>> past = eks1.queries().stream()
                .map(Query::form)
                .filter(form -> form.containsKey("step"))
                .toList();
        assertThat(past).hasSize(4).allSatisfy(form -> assertThat(form.get("step"))
                .isEqualTo("30.000"));
        assertThat(past).extracting(form -> form.get("end")).containsOnly("1767268770.000");
        assertThat(past)
                .extracting(form -> form.get("start"))
                .containsExactly("1767268500.000", "1767268500.000", "1767268530.000", "1767268530.000");
        assertThat(past.get(3).get("query"))
                .contains("response_code!~\"5..|0\"", "[600s] offset 30000ms", "[16500ms] offset 30000ms");
        assertThat(eks1.queries().stream().map(Query::time).filter(time -> !time.isEmpty()))
                .as("the spacing of scrapes at both ends")
                .containsExactlyInAnyOrder("1767268799.000", "1767268680.000");
    }

    @Test
    void shouldLookBackFarEnoughForLongWindows() {
        eks1.answering(new Past());
        History unused = history(eks1.server("eks1"))
                .read(CART, NOW.minus(Duration.ofDays(3)), NOW, Duration.ofHours(1), Counting.DEFAULT)
                .await()
                .atMost(Duration.ofSeconds(30));

        assertThat(eks1.queries().stream().map(Query::promQl).filter(promQl -> promQl.startsWith("sum by")))
                .hasSize(2)
                .allMatch(promQl -> promQl.contains("[3616500ms] offset 3600000ms"));
    }

    @Test
    void shouldLeaveOutWhatAServerDidNotSeeWhole() {
        List<MetricWindow> windows = windows(
                eks1.answering(new Past()).server("eks1"),
                k8s2.answering(new Past() {
                            @Override
                            boolean isSeen(int instant) {
                                return instant < 3 || instant > 5;
                            }

                            @Override
                            boolean isIdle(int instant) {
                                return instant != 4;
                            }
                        })
                        .server("k8s2"));

        assertThat(windows).extracting(MetricWindow::to).doesNotContain(end(3), end(4), end(5), end(6));
        assertThat(windows).hasSize(5).allSatisfy(window -> {
            long number = Duration.between(FROM, window.to()).dividedBy(STEP);
            assertThat(window.of(EKS1).requests()).isEqualTo(2 * number);
        });
    }

    @Test
    void shouldCountWithoutAServerThatHadNoClientsOfTheService() {
        List<MetricWindow> windows = windows(
                eks1.answering(new Past()).server("eks1"),
                k8s2.answering(new Past() {
                            @Override
                            boolean isSeen(int instant) {
                                return instant >= 6;
                            }
                        })
                        .server("k8s2"));

        assertThat(windows)
                .extracting(window -> window.of(EKS1).requests())
                .as("the sixth is left out, since clients came in it")
                .containsExactly(1L, 2L, 3L, 4L, 5L, 14L, 16L, 18L);
    }

    @Test
    void shouldNotAskAServerForCountsThatNeverSawTheService() {
        k8s2.answering(new Past() {
            @Override
            boolean isSeen(int instant) {
                return false;
            }
        });
        assertThat(windows(eks1.answering(new Past()).server("eks1"), k8s2.server("k8s2")))
                .hasSize(9);
        assertThat(k8s2.queries()).noneMatch(query -> query.promQl().startsWith("sum by"));
    }

    @Test
    void shouldSayEmptyWhenNobodyKnowsTheService() {
        assertThat(read(eks1.server("eks1"), k8s2.server("k8s2")))
                .isEqualTo(new History.Unavailable(
                        Problem.EMPTY,
                        "Prometheus of eks1 and Prometheus of k8s2 know no requests to cart.shop.svc.cluster.local"));
    }

    @Test
    void shouldSayPartialWhenNothingWasSeenWhole() {
        eks1.answering(new Past() {
            @Override
            boolean isSeen(int instant) {
                return instant % 2 == 0;
            }
        });
        assertThat(read(eks1.server("eks1")))
                .isEqualTo(new History.Unavailable(
                        Problem.PARTIAL,
                        "no window of 30 s from 2026-01-01T11:55:00Z to 2026-01-01T11:59:30Z was seen whole by"
                                + " Prometheus of eks1"));
    }

    @Test
    void shouldSayPartialWhenTheSpanIsShorterThanAScrape() {
        eks1.answering(new Past());
        assertThat(history(eks1.server("eks1"))
                        .read(CART, NOW.minusSeconds(12), NOW, Duration.ofSeconds(10), Counting.DEFAULT)
                        .await()
                        .indefinitely())
                .isEqualTo(new History.Unavailable(
                        Problem.PARTIAL,
                        "a window of 15 s does not fit between 2026-01-01T11:59:48Z and 2026-01-01T11:59:59Z, and a"
                                + " shorter one would not hold a scrape"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "-3", "+Inf", "many", ""})
    void shouldSayInvalidOfAValueThatIsNoCount(String value) {
        eks1.answering(new Past() {
            @Override
            List<Line> durations() {
                return List.of(new Line(TO_EKS1 + ",\"le\":\"10\"", i -> true, i -> i == 4 ? value : "1"));
            }
        });
        assertThat(read(eks1.server("eks1")))
                .isEqualTo(new History.Unavailable(
                        Problem.INVALID,
                        "Prometheus of eks1 answered " + value
                                + " where a count of requests to cart.shop.svc.cluster.local should be"));
    }

    @Test
    void shouldSayInvalidOfAnswersForOtherInstants() {
        eks1.answering(new Past() {
            @Override
            String past(Map<String, String> form) {
                return super.past(form).replace("[1767268530,", "[1767268531,");
            }
        });
        assertThat(read(eks1.server("eks1")))
                .isEqualTo(new History.Unavailable(
                        Problem.INVALID, "Prometheus of eks1 answered for other instants than it was asked for"));
    }

    @Test
    void shouldSayPartialWhenAServerIsDownOrWarnsAndFailedWhenAllAreDown() {
        k8s2.close();
        eks1.answering(new Past());
        assertThat(read(eks1.server("eks1"), k8s2.server("k8s2")))
                .isEqualTo(new History.Unavailable(
                        Problem.PARTIAL, "Prometheus of k8s2 can't be reached (ConnectException)"));
        assertThat(read(k8s2.server("k8s2")))
                .isEqualTo(new History.Unavailable(
                        Problem.FAILED, "Prometheus of k8s2 can't be reached (ConnectException)"));
        assertThat(read()).isEqualTo(new History.Unavailable(Problem.FAILED, "no Prometheus is configured"));
        eks1.answering(new Past() {
            @Override
            String past(Map<String, String> form) {
                return super.past(form).replace("\"data\"", "\"warnings\":[\"store unavailable\"],\"data\"");
            }
        });
        assertThat(read(eks1.server("eks1")))
                .isEqualTo(new History.Unavailable(
                        Problem.PARTIAL, "Prometheus of eks1 answered in part: store unavailable"));
    }

    @Test
    void shouldGiveUpInTime() {
        eks1.answering(new Past() {
            @Override
            boolean hangs(String promQl) {
                return promQl.startsWith("sum by");
            }
        });
        assertThat(read(eks1.server("eks1")))
                .isEqualTo(new History.Unavailable(Problem.FAILED, "Prometheus of eks1 did not answer within 2 s"));
    }

    @Test
    void shouldAskInHalvesForWhatIsTooLarge() {
        eks1.answering(new Past() {
            @Override
            String past(Map<String, String> form) {
                double span = Double.parseDouble(form.get("end")) - Double.parseDouble(form.get("start"));
                return !form.get("query").contains("_bucket{") || span <= 60
                        ? super.past(form)
                        : "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"query processing would load"
                                + " too many samples into memory in query execution\"}";
            }
        });
        List<MetricWindow> windows = windows(eks1.server("eks1"));

        assertThat(windows)
                .extracting(window -> window.of(EKS1).latency().count())
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(eks1.queries().stream().filter(query -> query.promQl().contains("_bucket{")))
                .as("9 instants, then 5 and 4, then 3, 2, 2 and 2")
                .hasSize(7);
    }

    @Test
    void shouldAskInHalvesForAnAnswerOfTooManyBytes() {
        eks1.answering(new Past());

        assertThat(((History.Recorded) read(500, eks1.server("eks1"))).windows())
                .hasSize(9);
        assertThat(eks1.queries().stream().filter(query -> query.promQl().startsWith("sum by")))
                .hasSizeGreaterThan(2);
        assertThat(read(300, eks1.server("eks1")))
                .isEqualTo(new History.Unavailable(
                        Problem.FAILED, "Prometheus of eks1 answered with more bytes than are allowed"));
    }

    @Test
    void shouldQueryASharedAddressOnce() {
        eks1.answering(new Past());
        assertThat(windows(eks1.server("eks1"), eks1.server("k8s2")))
                .extracting(window -> window.of(EKS1).requests())
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void shouldRefuseWhatIsNoSpan() {
        PrometheusMetricsHistory history = history(eks1.server("eks1"));

        assertThatThrownBy(() -> history.read(CART, NOW, NOW, STEP, Counting.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> history.read(CART, FROM, NOW, Duration.ZERO, Counting.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Instant end(int window) {
        return FROM.plus(STEP.multipliedBy(window));
    }

    private static List<MetricWindow> windows(PrometheusServer... servers) {
        History history = read(servers);
        assertThat(history).isInstanceOf(History.Recorded.class);
        return ((History.Recorded) history).windows();
    }

    private static History read(PrometheusServer... servers) {
        return read(1 << 20, servers);
    }

    private static History read(int maxBytes, PrometheusServer... servers) {
        return history(maxBytes, servers)
                .read(CART, FROM, NOW, STEP, Counting.DEFAULT)
                .await()
                .atMost(Duration.ofSeconds(30));
    }

    private static PrometheusMetricsHistory history(PrometheusServer... servers) {
        return history(1 << 20, servers);
    }

    private static PrometheusMetricsHistory history(int maxBytes, PrometheusServer... servers) {
        PrometheusSettings settings = new PrometheusSettings(
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofMinutes(10),
                Duration.ofSeconds(1),
                200,
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                maxBytes);
        return new PrometheusMetricsHistory(
                () -> List.of(servers), settings, Clock.fixed(NOW, ZoneOffset.UTC), QueryMeter.NONE);
    }
}
