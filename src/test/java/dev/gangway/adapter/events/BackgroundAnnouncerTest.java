package dev.gangway.adapter.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.control.ShiftEvent;
import dev.gangway.domain.shift.Phase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BackgroundAnnouncerTest {
    private static final int WAITING = 20;
    private static final ShiftEvent EVENT = ShiftEvents.event(Phase.Kind.SHIFTING, Phase.Kind.PAUSED);

    private final ShiftEvents.Undelivered undelivered = new ShiftEvents.Undelivered();

    @Test
    void shouldTellInTheBackgroundAndInOrder() {
        List<ShiftEvent> told = new CopyOnWriteArrayList<>();
        ShiftEvent next = ShiftEvents.event(Phase.Kind.PAUSED, Phase.Kind.SHIFTING);
        try (BackgroundAnnouncer announcer = new BackgroundAnnouncer("chat", told::add, WAITING, undelivered)) {
            announcer.announce(EVENT);
            announcer.announce(next);

            await().untilAsserted(() -> assertThat(told).containsExactly(EVENT, next));
        }
        assertThat(undelivered.all).isEmpty();
    }

    @Test
    void shouldCountWhatWasNotTakenAndGoOnWithTheNext() {
        List<ShiftEvent> told = new CopyOnWriteArrayList<>();
        try (BackgroundAnnouncer announcer = new BackgroundAnnouncer(
                "chat",
                event -> {
                    told.add(event);
                    if (told.size() == 1) {
                        throw new IllegalStateException("not now");
                    }
                },
                WAITING,
                undelivered)) {
            announcer.announce(EVENT);
            announcer.announce(EVENT);

            await().until(() -> told.size() == 2);
        }
        assertThat(undelivered.all).containsExactly("chat FAILED");
    }

    @Test
    void shouldHoldNobodyUpWhenItHangsAndCountWhatDoesNotFit() throws InterruptedException {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        BackgroundAnnouncer announcer = new BackgroundAnnouncer(
                "kubernetes",
                event -> {
                    begun.countDown();
                    try {
                        hangs.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                WAITING,
                undelivered);
        announcer.announce(EVENT);
        begun.await();

        for (int more = 0; more < WAITING + 3; more++) {
            announcer.announce(EVENT);
        }

        assertThat(undelivered.all).hasSize(3).containsOnly("kubernetes OVERFLOW");
        announcer.close();
        assertThat(undelivered.all)
                .as("what waits when Gangway stops is told to nobody")
                .hasSize(WAITING + 3);
        hangs.countDown();
    }
}
