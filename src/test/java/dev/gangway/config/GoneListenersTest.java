package dev.gangway.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoneListenersTest {
    private static final String STREAMS = "org.jboss.resteasy.reactive.server.handlers.PublisherResponseHandler";

    private final GoneListeners filter = new GoneListeners();

    static Stream<Throwable> gone() {
        return Stream.of(
                new VertxException("Connection was closed"),
                new ClosedChannelException(),
                new IOException("Broken pipe"),
                new IllegalStateException("it could not be written", new IOException("Connection reset by peer")),
                new IllegalArgumentException("Stream no longer exists: 231"));
    }

    @ParameterizedTest
    @MethodSource("gone")
    void shouldNotTellThatAListenerHasGone(Throwable why) {
        assertThat(filter.isLoggable(entry(STREAMS, why))).isFalse();
        assertThat(filter.isLoggable(entry("dev.gangway.config.Gangway", why)))
                .as("of anybody else")
                .isTrue();
    }

    static Stream<Throwable> faults() {
        return Stream.of(
                new IllegalArgumentException("no such thing"),
                new JsonParseException(null, "an event can't be written"),
                new NullPointerException());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void shouldTellOfAFault(Throwable why) {
        assertThat(filter.isLoggable(entry(STREAMS, why))).isTrue();
    }

    @Test
    void shouldTellWhatHasNoCause() {
        assertThat(filter.isLoggable(entry(STREAMS, null))).isTrue();
    }

    private static LogRecord entry(String logger, Throwable why) {
        LogRecord entry =
                new LogRecord(Level.SEVERE, "Exception in SSE server handling, impossible to send it to client");
        entry.setLoggerName(logger);
        entry.setThrown(why);
        return entry;
    }
}
