package dev.gangway.adapter.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.adapter.events.Listeners.Told;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.jaxrs.SseImpl;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration NEVER = Duration.ofHours(1);

    @Test
    void shouldEndSoThatWhoListensIsAskedAnewWhoTheyAre() {
        Multi<Told> endless = Multi.createFrom().nothing();
        EventStream stream =
                new EventStream(SseImpl.INSTANCE, Duration.ofHours(1), Duration.ofMillis(20), EventStreamTest::nobody);

        assertThat(stream.of(endless).collect().asList().await().atMost(PATIENCE))
                .as("nothing but the first of the comments that come meanwhile")
                .hasSizeLessThan(2);
    }

    @Test
    void shouldSendCommentsWhereNothingIsToldSoThatTheConnectionIsKept() {
        EventStream stream = new EventStream(SseImpl.INSTANCE, Duration.ofMillis(5), NEVER, EventStreamTest::nobody);

        assertThat(stream.of(Multi.createFrom().<Told>nothing())
                        .select()
                        .first(3)
                        .collect()
                        .asList()
                        .await()
                        .atMost(PATIENCE))
                .extracting(OutboundSseEvent::getComment)
                .containsExactly("still here", "still here", "still here");
    }

    @Test
    void shouldCutOffWhoDoesNotTakeWhatTheyAreTold() {
        List<String> cut = new ArrayList<>();
        Listeners listeners = new Listeners(new ListenerLimit(1));
        EventStream stream = new EventStream(SseImpl.INSTANCE, NEVER, NEVER, () -> cut.add("cut off"));
        AssertSubscriber<OutboundSseEvent> slow =
                stream.of(listeners.listen(Optional.empty())).subscribe().withSubscriber(AssertSubscriber.create(1));

        for (int i = 0; i < 2000; i++) {
            listeners.tell(ListenersTest.change("a"));
        }
        slow.request(Long.MAX_VALUE);

        slow.awaitCompletion(PATIENCE);
        assertThat(cut).containsExactly("cut off");
        assertThat(listeners.listen(Optional.empty())).as("there is room again").isNotNull();
    }

    private static void nobody() {
        throw new AssertionError("nobody is to be cut off");
    }
}
