package dev.gangway.adapter.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.adapter.events.Listeners.Told;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.jaxrs.SseImpl;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void shouldEndSoThatWhoListensIsAskedAnewWhoTheyAre() {
        Multi<Told> endless = Multi.createFrom().nothing();
        EventStream stream = new EventStream(SseImpl.INSTANCE, Duration.ofHours(1), Duration.ofMillis(20));

        assertThat(stream.of(endless).collect().asList().await().atMost(PATIENCE))
                .as("nothing but the first of the comments that come meanwhile")
                .hasSizeLessThan(2);
    }
}
