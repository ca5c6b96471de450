package dev.gangway.adapter.events;

import dev.gangway.control.Announcer;
import dev.gangway.control.DeliveryMeter;
import dev.gangway.control.DeliveryMeter.Why;
import dev.gangway.control.ShiftEvent;
import dev.gangway.domain.shift.Phase;
import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.annotations.Broadcast;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Puts decisions on the channel {@value #NAME}, which goes to a broker where configuration connects it to one. Listeners of this process
 * are told past it, so that no broker holds them up. They hear the decisions of other replicas too, and each decision once, whichever way
 * it comes first.
 */
@ApplicationScoped
public class EventChannel implements Announcer {
    /** The channel's name in the configuration. */
    public static final String NAME = "shift-events";

    private static final Logger LOG = Logger.getLogger(EventChannel.class);
    private static final int WAITING = 10_000;

    private final Emitter<ShiftChanged> emitter;
    private final CloudEvents cloudEvents;
    private final DeliveryMeter meter;
    private final Listeners listeners;
    private final Map<String, Instant> heard = new HashMap<>();

    /**
     * For the whole application.
     *
     * @param source what the events say that they come from
     */
    public EventChannel(
            @Channel(NAME) @Broadcast @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = WAITING)
                    Emitter<ShiftChanged> emitter,
            EventSource source,
            ListenerLimit limit,
            DeliveryMeter meter) {
        this.emitter = emitter;
        this.listeners = new Listeners(limit);
        this.cloudEvents = new CloudEvents(source.uri());
        this.meter = meter;
    }

    @Override
    public void announce(ShiftEvent event) {
        ShiftChanged change = ShiftChanged.of(event);
        tellListeners(change);
        try {
            emitter.send(Message.of(change, cloudEvents.metadata(event)).withNack(why -> lost(event, Why.FAILED, why)));
        } catch (IllegalStateException e) {
            var unused = lost(event, Why.OVERFLOW, e);
        }
    }

    /** It never holds a shift. */
    private CompletionStage<Void> lost(ShiftEvent event, Why why, Throwable cause) {
        meter.undelivered(NAME, why);
        LOG.warnf(
                "shift=%s: its change to %s could not be told on %s: %s",
                event.plan().id(), event.to(), NAME, cause.getMessage());
        return CompletableFuture.completedFuture(null);
    }

    /** What is told from now on, or after what was heard last; throws BusyException where as many listen as may. */
    Multi<Listeners.Told> listen(Optional<String> lastId) {
        return listeners.listen(lastId);
    }

    /** Tells those who listen here of a decision that stands, whoever has made it. */
    public void stands(ShiftEvent event) {
        tellListeners(ShiftChanged.of(event));
    }

    /** Takes what comes where no broker does: the channel must lead somewhere. */
    @Incoming(NAME)
    void take(ShiftChanged change) {
        LOG.tracef("shift=%s/%s: %s", change.namespace(), change.shift(), change.to());
    }

    private synchronized void tellListeners(ShiftChanged change) {
        String shift = change.namespace() + "/" + change.shift();
        Instant last = heard.getOrDefault(shift, Instant.MIN);
        boolean isOver = Phase.Kind.RELEASED.title().equals(change.to());
        if (isOver) {
            heard.remove(shift);
        } else {
            heard.put(shift, last.isBefore(change.at()) ? change.at() : last);
        }
        if (isOver || last.isBefore(change.at())) {
            listeners.tell(change);
        }
    }
}
