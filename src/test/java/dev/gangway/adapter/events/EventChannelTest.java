package dev.gangway.adapter.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.gangway.adapter.events.Listeners.Told;
import dev.gangway.domain.shift.Phase;
import io.smallrye.reactive.messaging.ce.OutgoingCloudEventMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventChannelTest {
    private final ShiftEvents.Undelivered undelivered = new ShiftEvents.Undelivered();
    private final Sent sent = new Sent();
    private final EventChannel channel =
            new EventChannel(sent, new EventSource(URI.create("/gangway/prd")), new ListenerLimit(10), undelivered);

    @Test
    void shouldTellOfADecisionAsACloudEventWithTheShiftAsItsKey() {
        channel.announce(ShiftEvents.event(Phase.Kind.SHIFTING, Phase.Kind.ROLLING_BACK));

        Message<? extends ShiftChanged> message = sent.messages.get(0);
        assertThat(message.getPayload().to()).isEqualTo("RollingBack");
        OutgoingCloudEventMetadata<?> event =
                message.getMetadata(OutgoingCloudEventMetadata.class).orElseThrow();
        assertThat(event.getSpecVersion()).isEqualTo("1.0");
        assertThat(event.getId()).isEqualTo("shop/cart-to-eks1/2026-11-22T12:00:00.123456Z/RollingBack");
        assertThat(event.getSource()).isEqualTo(URI.create("/gangway/prd"));
        assertThat(event.getType()).isEqualTo("dev.gangway.shift.rolling-back");
        assertThat(event.getSubject()).contains("shop/cart-to-eks1");
        assertThat(event.getTimeStamp().orElseThrow().toInstant()).isEqualTo(ShiftEvents.AT);
        assertThat(event.getDataContentType()).contains("application/json");
        assertThat(event.getDataSchema()).contains(URI.create("urn:gangway:schema:shift-event:v1"));
        OutgoingKafkaRecordMetadata<?> record =
                message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
        assertThat(record.getKey()).isEqualTo("shop/cart-to-eks1");
    }

    @ParameterizedTest
    @CsvSource({"SHIFTING, shifting", "ROLLED_BACK, rolled-back", "SUCCEEDED, succeeded", "RELEASED, released"})
    void shouldNameTheTypeByThePhaseThatAShiftComesInto(Phase.Kind to, String type) {
        assertThat(CloudEvents.type(to)).isEqualTo("dev.gangway.shift." + type);
    }

    @Test
    void shouldCountWhatABrokerDoesNotTake() {
        channel.announce(ShiftEvents.event(Phase.Kind.SHIFTING, Phase.Kind.PAUSED));

        var unused = sent.messages.get(0).nack(new IllegalStateException("no broker"));

        assertThat(undelivered.all).containsExactly("shift-events FAILED");
    }

    @Test
    void shouldCountWhatDoesNotFitAndNeverHoldAShift() {
        sent.full = true;

        assertThatCode(() -> channel.announce(ShiftEvents.event(Phase.Kind.SHIFTING, Phase.Kind.PAUSED)))
                .doesNotThrowAnyException();
        assertThat(undelivered.all).containsExactly("shift-events OVERFLOW");
    }

    @Test
    void shouldTellListenersWhateverBecomesOfTheBroker() {
        sent.full = true;
        List<Told> heard = new ArrayList<>();
        channel.listen(Optional.empty()).subscribe().with(heard::add);

        channel.announce(ShiftEvents.event(Phase.Kind.SHIFTING, Phase.Kind.PAUSED));
        channel.stands(ShiftEvents.event(Phase.Kind.SHIFTING, Phase.Kind.PAUSED));

        assertThat(heard)
                .extracting(Told::kind)
                .as("each decision once")
                .containsExactly(Listeners.Kind.BEGINNING, Listeners.Kind.DECISION);
    }

    /** Keeps what is sent, or has no room. */
    private static final class Sent implements Emitter<ShiftChanged> {
        private final List<Message<? extends ShiftChanged>> messages = new ArrayList<>();
        private boolean full;

        @Override
        public CompletionStage<Void> send(ShiftChanged payload) {
            return CompletableFuture.failedFuture(new AssertionError("without its metadata"));
        }

        @Override
        public <M extends Message<? extends ShiftChanged>> void send(M message) {
            if (full) {
                throw new IllegalStateException("no room");
            }
            messages.add(message);
        }

        @Override
        public void complete() {
            throw new AssertionError("it never ends");
        }

        @Override
        public void error(Exception failure) {
            throw new AssertionError(failure);
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public boolean hasRequests() {
            return !full;
        }
    }
}
