package dev.gangway.adapter.events;

import dev.gangway.adapter.events.Listeners.Told;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What listeners are told, as server-sent events; between them comments, so that whatever is between keeps the connection. */
final class EventStream {
    /** The name of the event that says that others were missed. */
    static final String GAP = "gap";

    private static final Logger LOG = Logger.getLogger(EventStream.class);

    private final Sse sse;
    private final Duration heartbeat;
    private final Duration lasts;
    private final Runnable cutOff;

    /**
     * Streams to one listener.
     *
     * @param lasts when each stream ends
     * @param cutOff ends the connection of a listener that does not take what it is told
     */
    EventStream(Sse sse, Duration heartbeat, Duration lasts, Runnable cutOff) {
        this.sse = sse;
        this.heartbeat = heartbeat;
        this.lasts = lasts;
        this.cutOff = cutOff;
    }

    /** Never fails: what can be told no more is over, which is no error with a stack trace in the log, as a failure would be. */
    Multi<OutboundSseEvent> of(Multi<Told> told) {
        Multi<Optional<OutboundSseEvent>> beats = Multi.createFrom()
                .ticks()
                .every(heartbeat)
                .onOverflow()
                .drop()
                .map(tick ->
                        Optional.of(sse.newEventBuilder().comment("still here").build()));
        Multi<Optional<OutboundSseEvent>> events =
                told.map(this::event).map(Optional::of).onFailure().recoverWithItem(this::cutOff);
        return Multi.createBy()
                .merging()
                .streams(events, beats)
                .select()
                .first(Optional::isPresent)
                .map(Optional::orElseThrow)
                .select()
                .first(lasts);
    }

    /** Where the stream ends: nothing comes after it. */
    private Optional<OutboundSseEvent> cutOff(Throwable why) {
        LOG.infof("a listener to events is cut off: %s", why.getMessage());
        cutOff.run();
        return Optional.empty();
    }

    private OutboundSseEvent event(Told told) {
        OutboundSseEvent.Builder event = sse.newEventBuilder().id(told.id());
        return switch (told.kind()) {
            case BEGINNING -> event.comment("from here on").build();
            case GAP ->
                event.name(GAP)
                        .data(
                                Map.class,
                                Map.of(
                                        "reason",
                                        "what came after Last-Event-ID is not known here: read the shifts again"))
                        .build();
            case DECISION ->
                event.data(ShiftChanged.class, told.change().orElseThrow()).build();
        };
    }
}
