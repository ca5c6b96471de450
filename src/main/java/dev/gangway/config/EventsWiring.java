package dev.gangway.config;

import dev.gangway.adapter.events.EventSource;
import dev.gangway.adapter.events.ListenerLimit;
import dev.gangway.control.DeliveryMeter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What the channel of events needs. */
@Singleton
class EventsWiring {
    @Produces
    @Singleton
    EventSource source(GangwayConfig config) {
        return new EventSource(config.events().source());
    }

    @Produces
    @Singleton
    ListenerLimit listeners(GangwayConfig config) {
        return new ListenerLimit(config.rest().listeners());
    }

    @Produces
    @Singleton
    DeliveryMeter meter(MeterRegistry registry) {
        return Announcements.meter(registry);
    }
}
