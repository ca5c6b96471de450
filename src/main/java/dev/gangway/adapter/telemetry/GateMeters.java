package dev.gangway.adapter.telemetry;

import dev.gangway.control.gate.GateCalls.Outcome;
import dev.gangway.control.gate.GateMeter;
import dev.gangway.domain.shift.Gate;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/** The meters of gates. */
public final class GateMeters implements GateMeter {
    private final MeterRegistry registry;

    /** Registers with the given registry. */
    public GateMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void called(Gate.Type type, Outcome outcome, Duration took) {
        Timer.builder("gangway.gate.call")
                .description("Time for a gate to answer, retries among it")
                .tags("type", type.title(), "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .record(took);
    }
}
