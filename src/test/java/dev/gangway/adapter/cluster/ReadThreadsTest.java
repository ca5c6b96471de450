package dev.gangway.adapter.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadThreadsTest {
    private final CountDownLatch answered = new CountDownLatch(1);
    private final ExecutorService hanging = ReadThreads.of("k8s2");
    private final ExecutorService other = ReadThreads.of("eks1");

    @AfterEach
    void stop() {
        answered.countDown();
        hanging.shutdownNow();
        other.shutdownNow();
    }

    @Test
    void shouldRejectWhatIsTooMuchForAClusterThatHangs() throws Exception {
        List<Future<Boolean>> taken = new ArrayList<>();
        for (int read = 0; read < ReadThreads.THREADS + ReadThreads.QUEUE; read++) {
            taken.add(hanging.submit(this::hang));
        }

        assertThatThrownBy(() -> hanging.submit(this::hang)).isInstanceOf(RejectedExecutionException.class);
        assertThat(other.submit(() -> Thread.currentThread().isDaemon()).get()).isTrue();

        answered.countDown();
        for (Future<Boolean> read : taken) {
            assertThat(read.get()).isTrue();
        }
    }

    private boolean hang() throws InterruptedException {
        answered.await();
        return true;
    }
}
