package dev.gangway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.gangway.control.DeliveryMeter;
import dev.gangway.control.ShiftEvent;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Reason;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.traffic.Weight;
import dev.gangway.fake.RecordingAnnouncer;
import dev.gangway.fake.StubChat;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who hears of a decision, whatever has caused it. */
class AnnouncementsTest {
    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path scratch;

    private final SimulatedMesh mesh = SimulatedMesh.start(SimulatedMesh.Settings.of(Clock.systemUTC(), 1));
    private final StubChat chat = new StubChat();
    private final RecordingAnnouncer channel = new RecordingAnnouncer();
    private final List<String> undelivered = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        chat.close();
        mesh.close();
    }

    @ParameterizedTest
    @EnumSource(Reason.Cause.class)
    void shouldTellOfARollbackEverywhereWhateverHasCausedIt(Reason.Cause cause) throws IOException {
        try (Announcements all = announcements(Map.of())) {
            all.announce(rollback(cause, AT));

            assertThat(channel.events()).hasSize(1);
            await().untilAsserted(() -> assertThat(kubernetes()).singleElement().satisfies(event -> {
                assertThat(event.getReason()).isEqualTo("RollingBack");
                assertThat(event.getNote()).endsWith("because of " + cause);
            }));
            await().untilAsserted(() -> assertThat(chat.bodies)
                    .singleElement()
                    .asString()
                    .contains("shop/cart-to-eks1", "RollingBack", "because of " + cause));
        }
    }

    @Test
    void shouldTellOfADecisionOnceThoughItIsFoundInTheHistoryToo() throws IOException {
        try (Announcements all = announcements(Map.of())) {
            all.announce(rollback(Reason.Cause.PERSON, AT));
            all.announce(rollback(Reason.Cause.PERSON, AT));
            all.announce(rollback(Reason.Cause.PERSON, AT.plusSeconds(1)));

            assertThat(channel.events()).extracting(ShiftEvent::at).containsExactly(AT, AT.plusSeconds(1));
        }
    }

    @Test
    void shouldHoldNobodyUpAndCountWhatCantBeDelivered() throws IOException {
        mesh.setApiServerOff("management", true);
        chat.answers.add(403);
        try (Announcements all = announcements(Map.of())) {
            all.announce(rollback(Reason.Cause.PERSON, AT));

            assertThat(channel.events()).hasSize(1);
            await().untilAsserted(() ->
                    assertThat(undelivered).containsExactlyInAnyOrder("kubernetes FAILED", "chat FAILED"));
        }
    }

    @Test
    void shouldLeaveOutWhatIsSwitchedOff() throws IOException {
        try (Announcements all =
                announcements(Map.of("gangway.events.kubernetes", "false", "gangway.chat.phases", "Paused"))) {
            all.announce(rollback(Reason.Cause.PERSON, AT));
        }

        assertThat(channel.events()).hasSize(1);
        assertThat(kubernetes()).isEmpty();
        assertThat(chat.bodies).isEmpty();
    }

    @Test
    void shouldRefuseAPhaseThatThereIsNot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> announcements(Map.of("gangway.chat.phases", "Exploding")))
                .withMessageStartingWith("gangway.chat.phases: there is no phase 'Exploding'; there are Pending, ");
    }

    private Announcements announcements(Map<String, String> settings) throws IOException {
        Path webhook = Files.writeString(scratch.resolve("webhook"), chat.address());
        GangwayConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GangwayConfig.class)
                .withSources(
                        new PropertiesConfigSource(settings, "test", 200),
                        new PropertiesConfigSource(
                                Map.of("gangway.chat.webhook-file", webhook.toString()), "webhook", 100))
                .build()
                .getConfigMapping(GangwayConfig.class);
        DeliveryMeter meter = (name, why) -> undelivered.add(name + " " + why);
        return new Announcements(List.of(channel), mesh.client("management"), id -> Optional.empty(), config, meter);
    }

    private List<Event> kubernetes() {
        return mesh.client("management")
                .events()
                .v1()
                .events()
                .inNamespace("shop")
                .list()
                .getItems();
    }

    private static ShiftEvent rollback(Reason.Cause cause, Instant at) {
        return new ShiftEvent(
                at,
                Shifts.plan(),
                Phase.Kind.SHIFTING,
                Phase.Kind.ROLLING_BACK,
                Shifts.plan().split(new Weight(100)),
                Shifts.plan().baseline(),
                Verdict.INCONCLUSIVE,
                new Reason(cause, "because of " + cause, List.of()));
    }
}
