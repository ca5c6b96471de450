package dev.gangway.adapter.telemetry;

import dev.gangway.control.alert.AlertMeter;
import dev.gangway.control.alert.AlertOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;

/** Counts what became of alerts. */
public final class AlertMeters implements AlertMeter {
    private final MeterRegistry registry;

    /** Registers with the given registry; all are there from the beginning. */
    public AlertMeters(MeterRegistry registry) {
        this.registry = registry;
        List.of(AlertOutcome.values()).forEach(outcome -> counter(name(outcome)));
        counter("truncated");
    }

    @Override
    public void taken(AlertOutcome outcome) {
        counter(name(outcome)).increment();
    }

    @Override
    public void truncated(int count) {
        counter("truncated").increment(count);
    }

    private static String name(AlertOutcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    private Counter counter(String outcome) {
        return Counter.builder("gangway.alerts")
                .description("Alerts that Alertmanager has told, by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }
}
