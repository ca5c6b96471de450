package dev.gangway.crash;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** The same fast time in several processes: whoever knows its start and its speed reads the same from it. */
final class SharedClock extends Clock {
    private final Instant start;
    private final double speed;

    SharedClock(Instant start, double speed) {
        this.start = start;
        this.speed = speed;
    }

    /** What another process has to be told to make the same. */
    List<String> arguments() {
        return List.of(start.toString(), Double.toString(speed));
    }

    /** How many of its seconds pass in a real one. */
    double speed() {
        return speed;
    }

    @Override
    public Instant instant() {
        Duration passed = Duration.between(start, Clock.systemUTC().instant());
        return start.plusNanos(Math.round(passed.toNanos() * speed));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId other) {
        throw new UnsupportedOperationException("nobody asks for another zone");
    }
}
