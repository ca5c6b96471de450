package dev.gangway.adapter.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");

    private final SimulatedMesh mesh = SimulatedMesh.start(SimulatedMesh.Settings.of(Clock.systemUTC(), 1));
    private final KubernetesClient client = mesh.client("k8s2");
    private final AtomicInteger changes = new AtomicInteger();
    private final Heartbeat heartbeat =
            new Heartbeat("k8s2", client, Clock.fixed(NOW, ZoneOffset.UTC), changes::incrementAndGet);

    @AfterEach
    void stop() {
        heartbeat.close();
        mesh.close();
    }

    @Test
    void shouldHaveNoAnswerBeforeTheFirst() {
        assertThat(heartbeat.problem()).contains("it has not answered yet");
        assertThat(heartbeat.lastAnswer()).isEmpty();
    }

    @Test
    void shouldSayWhenTheLastGoodAnswerCame() {
        heartbeat.start();

        await().until(() -> heartbeat.problem().isEmpty());
        assertThat(heartbeat.lastAnswer()).contains(NOW);
    }

    @Test
    void shouldKeepTheTimeOfTheLastGoodAnswerWhileItFails() {
        heartbeat.start();
        await().until(() -> heartbeat.problem().isEmpty());

        mesh.setApiServerOff("k8s2", true);

        await().until(() -> heartbeat.problem().isPresent());
        assertThat(heartbeat.problem().orElseThrow()).startsWith("it answers 503: ");
        assertThat(heartbeat.lastAnswer()).contains(NOW);

        mesh.setApiServerOff("k8s2", false);
        await().atMost(Duration.ofSeconds(30)).until(() -> heartbeat.problem().equals(Optional.empty()));
        assertThat(heartbeat.lastAnswer()).contains(NOW);
    }

    @Test
    void shouldAskLessOftenWhileItFailsAndAtOnceAgainAfterAGoodAnswer() {
        List<Long> seconds = IntStream.rangeClosed(0, 7)
                .mapToObj(failures -> Heartbeat.pause(failures).toSeconds())
                .toList();

        assertThat(seconds).containsExactly(2L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
        assertThat(Heartbeat.pause(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(30));
    }
}
