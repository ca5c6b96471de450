package dev.gangway.adapter.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gangway.control.ShiftEvent;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Reason;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesEventsTest {
    private final SimulatedMesh mesh = SimulatedMesh.start(SimulatedMesh.Settings.of(Clock.systemUTC(), 1));
    private final KubernetesClient management = mesh.client("management");
    private final ShiftEvents.Undelivered undelivered = new ShiftEvents.Undelivered();
    private final AtomicLong nanoTime = new AtomicLong();
    private final KubernetesEvents events = new KubernetesEvents(
            management, id -> Optional.of("uid-of-" + id.name()), "gangway-0", undelivered, nanoTime::get);

    @AfterEach
    void stop() {
        mesh.close();
    }

    @Test
    void shouldTellOfADecisionAtTheTrafficShift() {
        events.announce(ShiftEvents.event(Phase.Kind.SHIFTING, Phase.Kind.ROLLING_BACK));

        assertThat(written()).singleElement().satisfies(event -> {
            assertThat(event.getReason()).isEqualTo("RollingBack");
            assertThat(event.getType()).isEqualTo("Warning");
            assertThat(event.getNote()).isEqualTo("0 % at eks1: 12 of 410 requests failed");
            assertThat(event.getReportingController()).isEqualTo("gangway.dev/gangway");
            assertThat(event.getReportingInstance()).isEqualTo("gangway-0");
            assertThat(event.getAction()).isEqualTo("Decide");
            assertThat(event.getEventTime().getTime()).isEqualTo("2026-11-22T12:00:00.123456Z");
            assertThat(event.getRegarding()).satisfies(regarding -> {
                assertThat(regarding.getApiVersion()).isEqualTo("gangway.dev/v1alpha1");
                assertThat(regarding.getKind()).isEqualTo("TrafficShift");
                assertThat(regarding.getNamespace()).isEqualTo("shop");
                assertThat(regarding.getName()).isEqualTo("cart-to-eks1");
                assertThat(regarding.getUid()).isEqualTo("uid-of-cart-to-eks1");
            });
        });
    }

    @Test
    void shouldTellOfADecisionOnceThoughTheAnswerWasLost() {
        ShiftEvent event = ShiftEvents.event(Phase.Kind.SHIFTING, Phase.Kind.PAUSED);

        events.announce(event);
        events.announce(event);

        assertThat(written()).hasSize(1);
        assertThat(undelivered.all).isEmpty();
    }

    @Test
    void shouldBoundItsLengthAndItsRate() {
        for (int more = 0; more < 201; more++) {
            events.announce(
                    ShiftEvents.event(Phase.Kind.SHIFTING, Phase.Kind.PAUSED, Reason.Cause.PERSON, "a".repeat(5_000)));
        }
        assertThat(undelivered.all).containsExactly("kubernetes RATE");
        assertThat(written()).allSatisfy(event -> assertThat(event.getNote()).hasSize(1_024));

        nanoTime.addAndGet(1_000_000_000);
        events.announce(ShiftEvents.event(Phase.Kind.SHIFTING, Phase.Kind.PAUSED));
        assertThat(undelivered.all).as("some more in each second").hasSize(1);
    }

    /** An API server counts bytes, and refuses more than 1,024 of them. */
    @ParameterizedTest
    @ValueSource(strings = {"ü", "時", "🚢", "a🚢"})
    void shouldCutWordsOfAnyLanguageByBytesAndNeverWithinACharacter(String word) {
        String reason = word.repeat(2_000);

        events.announce(ShiftEvents.event(Phase.Kind.SHIFTING, Phase.Kind.PAUSED, Reason.Cause.PERSON, reason));

        assertThat(written()).singleElement().satisfies(event -> {
            String words = event.getNote().substring(event.getNote().indexOf(": ") + 2);
            assertThat(event.getNote().getBytes(UTF_8)).hasSizeBetween(1_021, 1_024);
            assertThat(reason).startsWith(words);
            assertThat(words.codePoints()).allMatch(reason.codePoints().boxed().toList()::contains);
        });
    }

    @Test
    void shouldThrowWhatTheManagementClusterAnswers() {
        mesh.setApiServerOff("management", true);

        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> events.announce(ShiftEvents.event(Phase.Kind.SHIFTING, Phase.Kind.PAUSED)));
    }

    private List<Event> written() {
        return management.events().v1().events().inNamespace("shop").list().getItems();
    }
}
