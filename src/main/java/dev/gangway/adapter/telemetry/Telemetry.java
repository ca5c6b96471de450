package dev.gangway.adapter.telemetry;

import dev.gangway.control.Announcer;
import dev.gangway.control.LoopMeter;
import dev.gangway.control.ShiftEvent;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.TrafficRouter.Outcome;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.ShiftId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Measures the loop, and keeps the meters of each shift as long as the shift is there. */
public final class Telemetry implements LoopMeter, Announcer {
    private final MeterRegistry registry;
    private final Map<ShiftId, ShiftMeters> shifts = new ConcurrentHashMap<>();
    private final AtomicInteger known;

    /** Registers with the given registry. */
    public Telemetry(MeterRegistry registry) {
        this.registry = registry;
        this.known = registry.gauge("gangway.shifts", new AtomicInteger());
    }

    @Override
    public void turned(ShiftRecord shift) {
        shifts.computeIfAbsent(shift.id(), id -> new ShiftMeters(registry)).update(shift);
    }

    @Override
    public void forgotten(ShiftId id) {
        ShiftMeters gone = shifts.remove(id);
        if (gone != null) {
            gone.remove();
        }
    }

    @Override
    public void applied(ShiftId id, Outcome outcome) {
        Tags tags = ShiftMeters.tags(id).and("cluster", outcome.cluster().value());
        Timer.builder("gangway.apply")
                .description("Time to make one cluster show what one shift wants")
                .tags(tags.and("outcome", outcome.failure().isPresent() ? "failed" : "ok"))
                .register(registry)
                .record(outcome.took());
        if (outcome.failure().isPresent()) {
            registry.counter("gangway.apply.failures", tags).increment();
        }
    }

    @Override
    public void roundEnded(int count, Duration took) {
        known.set(count);
        Timer.builder("gangway.round")
                .description("Time of one round over all shifts")
                .publishPercentileHistogram()
                .register(registry)
                .record(took);
    }

    @Override
    public void turnFailed(ShiftId id, String why) {
        registry.counter("gangway.turn.failures", "why", why).increment();
    }

    /** One query to one Prometheus, in real time. */
    public void queried(String prometheus, String outcome, Duration took) {
        Timer.builder("gangway.query")
                .description("Time of one Prometheus query")
                .tags("prometheus", prometheus, "outcome", outcome)
                .register(registry)
                .record(took);
    }

    @Override
    public void announce(ShiftEvent event) {
        if (event.to() == Phase.Kind.ROLLING_BACK && event.from() != Phase.Kind.ROLLING_BACK) {
            registry.counter(
                            "gangway.rollbacks",
                            Tags.of("cause", event.reason().cause().name().toLowerCase(Locale.ROOT)))
                    .increment();
        }
    }
}
