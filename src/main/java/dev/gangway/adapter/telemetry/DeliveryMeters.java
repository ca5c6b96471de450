package dev.gangway.adapter.telemetry;

import dev.gangway.control.DeliveryMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;

/** Counts the events that could not be delivered. */
public final class DeliveryMeters implements DeliveryMeter {
    private final MeterRegistry registry;

    /** Registers with the given registry; those of these channels are there from the beginning. */
    public DeliveryMeters(MeterRegistry registry, List<String> channels) {
        this.registry = registry;
        channels.forEach(channel -> List.of(Why.values()).forEach(why -> counter(channel, why)));
    }

    @Override
    public void undelivered(String channel, Why why) {
        counter(channel, why).increment();
    }

    private Counter counter(String channel, Why why) {
        return Counter.builder("gangway.events.undelivered")
                .description("Events that will never arrive")
                .tags("channel", channel, "why", why.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }
}
