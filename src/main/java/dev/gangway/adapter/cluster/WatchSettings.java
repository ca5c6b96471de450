package dev.gangway.adapter.cluster;

import static java.util.Objects.requireNonNull;

import dev.gangway.control.WatchMeter;
import java.time.Duration;

/**
 * How watches are looked after.
 *
 * @param silence a watch that has said nothing for so long is held against a new list; an API server sends a bookmark every
 *     minute (Kubernetes' {@code bookmarkFrequency}), so a shorter one costs lists and gains nothing. In real time, above 0
 * @param grace what is known of a kind counts no more when that list can't be had for so long. In real time, above 0
 * @param meter counts those that were replaced
 */
public record WatchSettings(Duration silence, Duration grace, WatchMeter meter) {
    /** Without a meter. */
    public static final WatchSettings DEFAULT =
            new WatchSettings(Duration.ofSeconds(90), Duration.ofSeconds(10), WatchMeter.NONE);

    /** Throws IllegalArgumentException for a duration that is not above 0. */
    public WatchSettings {
        requireNonNull(meter, "meter");
        if (!isPositive(silence) || !isPositive(grace)) {
            throw new IllegalArgumentException(
                    "a watch's silence of %s or its grace of %s is not above 0".formatted(silence, grace));
        }
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }
}
