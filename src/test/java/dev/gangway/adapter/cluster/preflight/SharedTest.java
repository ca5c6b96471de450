package dev.gangway.adapter.cluster.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.fake.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedTest {
    private final MutableClock clock = new MutableClock(Instant.parse("2027-03-01T12:00:00Z"));
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void shouldReadOnceForAllWhoAskWhileItIsBeingRead() {
        Shared<String, Integer> shared = new Shared<>(clock, Duration.ofSeconds(10), Duration.ZERO, 100);
        CompletableFuture<Integer> slow = new CompletableFuture<>();

        CompletableFuture<Integer> first = shared.get("a", () -> slow);
        CompletableFuture<Integer> second = shared.get("a", this::read);
        slow.complete(7);

        assertThat(first).isCompletedWithValue(7);
        assertThat(second).isCompletedWithValue(7);
        assertThat(reads).hasValue(0);
    }

    @Test
    void shouldReadAnewWhenItIsOld() {
        Shared<String, Integer> shared = new Shared<>(clock, Duration.ofSeconds(10), Duration.ZERO, 100);

        assertThat(shared.get("a", this::read)).isCompletedWithValue(1);
        clock.advance(Duration.ofMillis(9_999));
        assertThat(shared.get("a", this::read)).isCompletedWithValue(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(shared.get("a", this::read)).isCompletedWithValue(2);
    }

    @Test
    void shouldLastLongerTheMoreThereIsToRead() {
        Shared<Integer, Integer> shared = new Shared<>(clock, Duration.ofSeconds(10), Duration.ofMillis(50), 1000);
        readAll(shared, 400);

        clock.advance(Duration.ofSeconds(19));
        readAll(shared, 400);
        assertThat(reads).hasValue(400);
        clock.advance(Duration.ofSeconds(1));
        readAll(shared, 400);
        assertThat(reads).hasValue(800);
    }

    @Test
    void shouldNotWaitForThoseThatNobodyAsksForAnyMore() {
        Shared<Integer, Integer> shared = new Shared<>(clock, Duration.ofSeconds(10), Duration.ofMillis(50), 1000);
        readAll(shared, 400);
        clock.advance(Duration.ofSeconds(41));
        readAll(shared, 1);

        clock.advance(Duration.ofSeconds(10));
        readAll(shared, 1);

        assertThat(reads).hasValue(402);
    }

    @Test
    void shouldForgetTheOldestAboveItsBound() {
        Shared<Integer, Integer> shared = new Shared<>(clock, Duration.ofSeconds(10), Duration.ZERO, 2);
        readAll(shared, 3);

        assertThat(shared.get(2, this::read)).isCompletedWithValue(3);
        assertThat(shared.get(0, this::read)).isCompletedWithValue(4);
    }

    private void readAll(Shared<Integer, Integer> shared, int keys) {
        for (int key = 0; key < keys; key++) {
            var unused = shared.get(key, this::read);
        }
    }

    private CompletableFuture<Integer> read() {
        return CompletableFuture.completedFuture(reads.incrementAndGet());
    }
}
