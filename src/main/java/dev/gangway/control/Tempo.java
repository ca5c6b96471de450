package dev.gangway.control;

import java.time.Clock;
import java.time.Duration;

/**
 * The time by which Gangway works. In the simulated mesh it runs faster than the time on the wall.
 *
 * @param clock the time
 * @param speed how many of its seconds pass in a real second; 1 but in the simulation
 */
public record Tempo(Clock clock, double speed) {
    /** Throws IllegalArgumentException for a speed that is not above 0. */
    public Tempo {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed " + speed + " is not above 0");
        }
    }

    /** How long a wait of this length lasts on the wall. */
    public Duration real(Duration duration) {
        return Duration.ofNanos(Math.round(duration.toNanos() / speed));
    }
}
