package dev.gangway.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.shift.ShiftId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final ShiftId ID = new ShiftId("shop", "checkout");

    @Test
    void shouldTakeNoTurnOnceItIsClosedAndSayNothing() {
        List<String> turns = new CopyOnWriteArrayList<>();
        Lanes lanes = Lanes.ofThreads(2);
        CompletableFuture<Void> before = lanes.run(ID, () -> turns.add("before"));

        lanes.close(Duration.ofSeconds(10));
        CompletableFuture<Void> after = lanes.run(ID, () -> turns.add("after"));

        assertThat(before).isCompleted();
        assertThat(after).isCompleted();
        assertThat(turns).containsExactly("before");
    }
}
