package dev.gangway.config;

import dev.gangway.adapter.telemetry.GateMeters;
import dev.gangway.adapter.webhook.WebhookCalls;
import dev.gangway.control.Announcer;
import dev.gangway.control.Gatekeeper;
import dev.gangway.control.ShiftStore;
import dev.gangway.control.gate.BackgroundGatekeeper;
import dev.gangway.control.gate.GateAnnouncer;
import dev.gangway.control.gate.GateCalls;
import dev.gangway.domain.shift.ShiftId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** The gates, by webhooks. */
final class GateWiring {
    private final GateCalls calls;

    GateWiring(GangwayConfig.Gates settings, MeterRegistry meters) {
        calls = new WebhookCalls(settings.hosts().orElse(List.of()), settings.tokens(), new GateMeters(meters));
    }

    /** Asks them in the background. */
    Gatekeeper gatekeeper(Clock clock, Consumer<ShiftId> answered) {
        return new BackgroundGatekeeper(calls, clock, answered);
    }

    /** Tells them what was decided. */
    Announcer announcer(ShiftStore shifts) {
        return new GateAnnouncer(calls, shifts);
    }
}
