package dev.gangway.adapter.prometheus;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.adapter.prometheus.StubPrometheus.Answers;
import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.traffic.ServiceRef;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchesAtATimeTest {
    private static final int AT_A_TIME = 8;

    /** Answers no batch before as many are asked as may be beside each other; more than those are not asked till then. */
    private static final class Crowd extends Answers {
        private final CountDownLatch full = new CountDownLatch(AT_A_TIME);
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        String requests(String promQl) {
            return answered();
        }

        @Override
        String durations(String promQl) {
            return answered();
        }

        private String answered() {
            int now = inside.incrementAndGet();
            most.accumulateAndGet(now, Math::max);
            full.countDown();
            try {
                boolean unused = full.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            inside.decrementAndGet();
            return StubPrometheus.EMPTY_VECTOR;
        }
    }

    @Test
    void shouldAskForEightBatchesBesideEachOtherAndNoMore() {
        Crowd crowd = new Crowd();
        Map<ServiceRef, Counting> services = IntStream.range(0, 2_000)
                .mapToObj(i -> new ServiceRef("shop", "s" + i))
                .collect(toMap(identity(), service -> Counting.DEFAULT));
        try (StubPrometheus eks1 = new StubPrometheus()) {
            var readings = Rounds.source(eks1.answering(crowd).server("eks1"))
                    .read(services)
                    .await()
                    .atMost(Duration.ofSeconds(30));

            assertThat(readings.byService()).hasSize(2_000);
            assertThat(eks1.queries()).hasSize(4 + 10 + 10);
            assertThat(crowd.most).hasValue(AT_A_TIME);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "1, 5", "2000, 5", "2001, 10", "10000, 25"})
    void shouldGiveAServerTheTimeoutOnceForEvery2000ServicesThatItIsAskedFor(int services, int seconds) {
        assertThat(ServerRound.allowed(Duration.ofSeconds(5), services)).isEqualTo(Duration.ofSeconds(seconds));
    }
}
