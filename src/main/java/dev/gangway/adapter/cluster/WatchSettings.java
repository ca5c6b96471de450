package dev.gangway.adapter.cluster;

import static java.util.Objects.requireNonNull;

import dev.gangway.control.WatchMeter;
import java.time.Duration;

/**
 * How watches are looked after.
 *
 * @param silence a watch that has said nothing for so long is held against a new list; an API server sends a bookmark every
 *     minute (Kubernetes' {@code bookmarkFrequency}), so a shorter one costs lists and gains nothing. In real time, above 0
 * @param comesBackWithin what is known of a kind counts no more when its watch has been gone for so long; a watch ends every few
 *     minutes by itself and comes back within a second. In real time, above 0
 * @param meter counts those that were replaced
 */
public record WatchSettings(Duration silence, Duration comesBackWithin, WatchMeter meter) {
    /** Without a meter. */
    public static final WatchSettings DEFAULT =
            new WatchSettings(Duration.ofSeconds(90), Duration.ofSeconds(10), WatchMeter.NONE);

    /** Throws IllegalArgumentException for a duration that is not above 0. */
    public WatchSettings {
        requireNonNull(meter, "meter");
        if (!isPositive(silence) || !isPositive(comesBackWithin)) {
            throw new IllegalArgumentException(
                    "a watch's silence of %s or its absence of %s is not above 0".formatted(silence, comesBackWithin));
        }
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }
}
