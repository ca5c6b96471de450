package dev.gangway.adapter.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.adapter.events.Listeners.Kind;
import dev.gangway.adapter.events.Listeners.Told;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.jaxrs.SseImpl;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void shouldEndSoThatWhoListensIsAskedAnewWhoTheyAre() {
        Multi<Told> endless = Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(new Told(Kind.BEGINNING, "x-0", Optional.empty())),
                        Multi.createFrom().nothing());

        List<OutboundSseEvent> heard = new EventStream(SseImpl.INSTANCE, Duration.ofHours(1), Duration.ofMillis(20))
                .of(endless)
                .collect()
                .asList()
                .await()
                .atMost(PATIENCE);

        assertThat(heard).extracting(OutboundSseEvent::getId).contains("x-0");
    }
}
