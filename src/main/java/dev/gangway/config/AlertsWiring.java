package dev.gangway.config;

import dev.gangway.adapter.telemetry.AlertMeters;
import dev.gangway.control.Tempo;
import dev.gangway.control.alert.AlertDesk;
import dev.gangway.control.alert.AlertMeter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What takes alerts. */
@Singleton
class AlertsWiring {
    @Produces
    @Singleton
    AlertMeter meter(MeterRegistry registry) {
        return new AlertMeters(registry);
    }

    @Produces
    @Singleton
    AlertDesk desk(Gangway gangway, AlertMeter meter, Tempo tempo) {
        return new AlertDesk(gangway.shifts(), gangway.alerts(), meter, tempo.clock(), System::nanoTime);
    }
}
