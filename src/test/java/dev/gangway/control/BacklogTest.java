package dev.gangway.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.domain.shift.Pending;
import dev.gangway.fake.InMemoryShifts.Fault;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rounds that are given up while the management cluster hangs must leave nothing behind. */
class BacklogTest {
    private final LoopBench bench = new LoopBench();
    private final Lanes lane = Lanes.ofThreads(1);
    private final CountDownLatch hangs = new CountDownLatch(1);
    private final AtomicInteger turns = new AtomicInteger();
    private final CompletableFuture<Void> begun = new CompletableFuture<>();

    @Test
    void shouldLetOneTurnWaitHoweverManyRoundsComeMeanwhile() {
        bench.in(new Pending());
        bench.shifts.faults(id -> {
            turns.incrementAndGet();
            begun.complete(null);
            hang();
            return Fault.LOST_BEFORE;
        });
        ShiftLoop loop = bench.loopIn(lane);

        CompletableFuture<Duration> first = loop.round().subscribeAsCompletionStage();
        begun.join();
        CompletableFuture<?>[] later = IntStream.range(0, 20)
                .mapToObj(round -> loop.round().subscribeAsCompletionStage())
                .toArray(CompletableFuture<?>[]::new);
        assertThat(first).isNotDone();
        hangs.countDown();

        await().untilAsserted(() -> assertThat(CompletableFuture.allOf(later)).isCompleted());
        assertThat(turns).hasValue(2);
        lane.close();
    }

    private void hang() {
        try {
            hangs.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
