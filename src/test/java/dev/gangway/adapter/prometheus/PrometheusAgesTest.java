package dev.gangway.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.adapter.prometheus.StubPrometheus.Answers;
import dev.gangway.control.MetricsAges.Heard;
import dev.gangway.fake.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How old a server's samples are, asked beside who wants to know. */
class PrometheusAgesTest {
    private static final Instant NOW = Instant.parse("2025-01-15T10:00:00Z");

    private static final PrometheusSettings HASTY = new PrometheusSettings(
            Duration.ofMillis(300),
            PrometheusSettings.DEFAULT.historyTimeout(),
            PrometheusSettings.DEFAULT.lookback(),
            PrometheusSettings.DEFAULT.delay(),
            PrometheusSettings.DEFAULT.batchSize(),
            PrometheusSettings.DEFAULT.firstWindow(),
            PrometheusSettings.DEFAULT.maxWindow(),
            PrometheusSettings.DEFAULT.maxResponseBytes());

    private final MutableClock clock = new MutableClock(NOW);
    private final StubPrometheus k8s2 = new StubPrometheus();
    private List<PrometheusServer> servers = List.of(k8s2.server("k8s2"));
    private final PrometheusAges ages =
            new PrometheusAges(() -> servers, PrometheusSettings.DEFAULT, QueryMeter.NONE, clock);

    @AfterEach
    void close() {
        k8s2.close();
    }

    @Test
    void shouldAnswerAtOnceAndKnowAfterwards() {
        k8s2.answering(aged("2.5"));

        assertThat(ages.of("k8s2")).isEmpty();

        assertThat(heard()).isEqualTo(Heard.of(NOW.minusMillis(2500)));
        assertThat(k8s2.queries())
                .extracting(StubPrometheus.Query::promQl)
                .containsExactly("time() - max(timestamp(up))");
    }

    @Test
    void shouldAskAgainWhenTheAnswerIsTenSecondsOldAndKeepItUntilThereIsAnother() {
        k8s2.answering(aged("1"));
        heard();
        clock.advance(Duration.ofSeconds(10).minusMillis(1));
        assertThat(heard()).isEqualTo(Heard.of(NOW.minusSeconds(1)));
        assertThat(k8s2.queries()).hasSize(1);

        clock.advance(Duration.ofMillis(1));
        k8s2.answering(aged("11"));

        assertThat(ages.of("k8s2")).contains(Heard.of(NOW.minusSeconds(1)));
        await().untilAsserted(() -> assertThat(k8s2.queries()).hasSize(2));
        await().untilAsserted(() ->
                assertThat(ages.of("k8s2")).contains(Heard.of(clock.instant().minusSeconds(11))));
    }

    /** However long it takes and however many want to know. */
    @Test
    void shouldNotAskAServerAgainThatHasNotAnsweredYet() {
        k8s2.answering(new Answers() {
            @Override
            boolean hangs(String promQl) {
                return true;
            }
        });

        AtomicInteger ended = new AtomicInteger();
        PrometheusAges hasty =
                new PrometheusAges(() -> servers, HASTY, (server, outcome, took) -> ended.incrementAndGet(), clock);

        for (int looks = 0; looks < 3; looks++) {
            assertThat(hasty.of("k8s2")).isEmpty();
            clock.advance(Duration.ofMinutes(1));
        }

        await().until(() -> ended.get() > 0);
        assertThat(ended).hasValue(1);
        assertThat(k8s2.queries()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void shouldSayWhyItIsNotKnown() {
        k8s2.answering(new Answers() {
            @Override
            int status(String promQl) {
                return 503;
            }
        });
        assertThat(heard().problem().orElseThrow()).startsWith("Prometheus of k8s2 answered HTTP 503");

        clock.advance(Duration.ofMinutes(1));
        k8s2.answering(aged("NaN"));
        await().untilAsserted(() ->
                assertThat(ages.of("k8s2")).contains(Heard.lacking("Prometheus of k8s2 watches no target")));
    }

    @Test
    void shouldKnowNothingOfAClusterThatNothingWatches() {
        servers = List.of();

        assertThat(ages.of("k8s2")).isEmpty();
        assertThat(ages.of("k8s2")).isEmpty();
        assertThat(k8s2.queries()).isEmpty();
    }

    private Heard heard() {
        return await().until(() -> ages.of("k8s2"), Optional::isPresent).orElseThrow();
    }

    private static Answers aged(String seconds) {
        return new Answers() {
            @Override
            String age() {
                return StubPrometheus.vector(StubPrometheus.row(seconds));
            }
        };
    }
}
