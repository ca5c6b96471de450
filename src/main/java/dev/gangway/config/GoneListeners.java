package dev.gangway.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.logging.LoggingFilter;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.stream.Stream;

/**
 * Leaves out of the log that somebody who listened to events has gone while they were told one: the framework has it as an error with a
 * stack trace, and it is none.
 */
@LoggingFilter(name = "gone-listeners")
public final class GoneListeners implements Filter {
    private static final String STREAMS = "org.jboss.resteasy.reactive.server.handlers.PublisherResponseHandler";
    private static final String GONE_FROM_HTTP_2 = "Stream no longer exists";

    @Override
    public boolean isLoggable(LogRecord entry) {
        return !STREAMS.equals(entry.getLoggerName())
                || Stream.iterate(entry.getThrown(), why -> why != null, Throwable::getCause)
                        .noneMatch(GoneListeners::isGone);
    }

    private static boolean isGone(Throwable why) {
        if (why instanceof JsonProcessingException) {
            return false;
        }
        return why instanceof VertxException || why instanceof IOException || hasGoneFromHttp2(why);
    }

    private static boolean hasGoneFromHttp2(Throwable why) {
        return why instanceof IllegalArgumentException
                && String.valueOf(why.getMessage()).startsWith(GONE_FROM_HTTP_2);
    }
}
