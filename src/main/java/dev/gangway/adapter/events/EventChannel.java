package dev.gangway.adapter.events;

import dev.gangway.control.Announcer;
import dev.gangway.control.ShiftEvent;
import dev.gangway.domain.shift.Phase;
import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.annotations.Broadcast;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Puts decisions on the channel {@value #NAME}. It stays in memory, where the listeners of this process hear it, unless
 * configuration connects it to a broker as well. Listeners hear the decisions of other replicas too, which those have put on
 * the channel themselves; and each decision once, whichever way it comes first.
 */
@ApplicationScoped
public class EventChannel implements Announcer {
    /** The channel's name in the configuration. */
    public static final String NAME = "shift-events";

    private static final Logger LOG = Logger.getLogger(EventChannel.class);

    private final Emitter<ShiftChanged> emitter;
    private final Listeners listeners = new Listeners();
    private final Map<String, Instant> heard = new HashMap<>();

    /** For the whole application. */
    public EventChannel(
            @Channel(NAME) @Broadcast @OnOverflow(value = OnOverflow.Strategy.DROP) Emitter<ShiftChanged> emitter) {
        this.emitter = emitter;
    }

    @Override
    public void announce(ShiftEvent event) {
        try {
            var unused = emitter.send(ShiftChanged.of(event));
        } catch (IllegalStateException e) {
            LOG.warnf(
                    "shift=%s: its change to %s could not be told: %s",
                    event.plan().id(), event.to(), e.getMessage());
        }
    }

    /** What is told from now on, or after what was heard last. */
    Multi<Listeners.Told> listen(Optional<String> lastId) {
        return listeners.listen(lastId);
    }

    /** Tells those who listen here of a decision that stands, whoever has made it. */
    public void stands(ShiftEvent event) {
        tellListeners(ShiftChanged.of(event));
    }

    @Incoming(NAME)
    synchronized void tellListeners(ShiftChanged change) {
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
