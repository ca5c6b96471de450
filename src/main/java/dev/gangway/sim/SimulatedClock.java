package dev.gangway.sim;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of the simulated mesh: it starts at the real time and runs faster. In UTC. */
public final class SimulatedClock extends Clock {
    private final Clock real;
    private final Instant start;
    private final double speed;
    private final ZoneId zone;

    /**
     * Starts at the real clock's time.
     *
     * @param speed how many simulated seconds pass in a real one; throws IllegalArgumentException unless it is above 0
     */
    public SimulatedClock(Clock real, double speed) {
        this(real, real.instant(), speed, ZoneOffset.UTC);
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed " + speed + " is not above 0");
        }
    }

    private SimulatedClock(Clock real, Instant start, double speed, ZoneId zone) {
        this.real = real;
        this.start = start;
        this.speed = speed;
        this.zone = zone;
    }

    @Override
    public Instant instant() {
        Duration passed = Duration.between(start, real.instant());
        return start.plusNanos(Math.round(passed.toNanos() * speed));
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new SimulatedClock(real, start, speed, other);
    }
}
