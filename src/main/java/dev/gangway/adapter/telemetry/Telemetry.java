package dev.gangway.adapter.telemetry;

import dev.gangway.control.Announcer;
import dev.gangway.control.Clusters;
import dev.gangway.control.Leadership;
import dev.gangway.control.LoopMeter;
import dev.gangway.control.ShiftEvent;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.TrafficRouter.Outcome;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Reason;
import dev.gangway.domain.shift.ShiftId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Measures the loop, and each shift as long as it is there. */
public final class Telemetry implements LoopMeter, Announcer {
    private final MeterRegistry registry;
    private final Map<ShiftId, ShiftMeter> shifts = new ConcurrentHashMap<>();
    private final AtomicInteger known = new AtomicInteger();
    private volatile Runnable clusters = () -> {};

    /**
     * Registers with the given registry. Counters whose labels are known are there from the beginning: Prometheus sees no
     * growth in a series that begins at 1.
     *
     * @param scraped what Prometheus reads, for the metrics of shifts: they are no meters of Micrometer
     */
    public Telemetry(MeterRegistry given, CollectorRegistry scraped, Leadership leadership) {
        registry = onlyOne(given);
        ShiftMetrics.register(scraped, shifts::values);
        Gauge.builder("gangway.leader", () -> leadership.isHeld() ? 1 : 0)
                .description("Whether this replica leads; 1 in all replicas together")
                .strongReference(true)
                .register(registry);
        Gauge.builder("gangway.shifts", () -> leadership.isHeld() ? known.get() : 0)
                .description("Shifts in the last round")
                .strongReference(true)
                .register(registry);
        List.of("conflict", "store", "error").forEach(this::turnFailures);
        List.of(Reason.Cause.values()).forEach(this::rollbacks);
    }

    /** Where all that is measured goes to one registry, the one before it would only hold each meter a second time. */
    private static MeterRegistry onlyOne(MeterRegistry registry) {
        return registry instanceof CompositeMeterRegistry many
                        && many.getRegistries().size() == 1
                ? many.getRegistries().iterator().next()
                : registry;
    }

    @Override
    public void turned(ShiftRecord shift) {
        shifts.computeIfAbsent(shift.id(), id -> new ShiftMeter(shift)).update(shift);
    }

    @Override
    public void forgotten(ShiftId id) {
        shifts.remove(id);
    }

    /** What comes after the shift was forgotten is not counted: nothing would take its metrics away again. */
    @Override
    public void applied(ShiftId id, Outcome outcome) {
        Optional.ofNullable(shifts.get(id)).ifPresent(shift -> shift.applied(outcome));
    }

    @Override
    public void roundEnded(int count, Duration took) {
        known.set(count);
        clusters.run();
        Timer.builder("gangway.round")
                .description("Time of one round over all shifts")
                .publishPercentileHistogram()
                .register(registry)
                .record(took);
    }

    @Override
    public void turnFailed(ShiftId id, String why) {
        turnFailures(why).increment();
    }

    /** One query to one Prometheus, in real time. */
    public void queried(String prometheus, String outcome, Duration took) {
        Timer.builder("gangway.query")
                .description("Time of one Prometheus query")
                .tags("prometheus", prometheus, "outcome", outcome.toLowerCase(Locale.ROOT))
                .register(registry)
                .record(took);
    }

    /** From now on these clusters are measured at the end of each round. */
    public void measure(Clusters mesh, ClusterMeters meters) {
        clusters = () -> meters.update(mesh);
    }

    @Override
    public void announce(ShiftEvent event) {
        if (event.to() == Phase.Kind.ROLLING_BACK && event.from() != Phase.Kind.ROLLING_BACK) {
            rollbacks(event.reason().cause()).increment();
        }
    }

    private Counter turnFailures(String why) {
        return Counter.builder("gangway.turn.failures")
                .description("Turns that did not come to their end")
                .tag("why", why)
                .register(registry);
    }

    private Counter rollbacks(Reason.Cause cause) {
        return Counter.builder("gangway.rollbacks")
                .description("Rollbacks that began")
                .tag("cause", cause.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }
}
