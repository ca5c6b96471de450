package dev.gangway.adapter.lease;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Which Lease, and in which times.
 *
 * @param namespace where it is
 * @param name its name; replicas that share it are one Gangway
 * @param identity of this process, unlike that of any other that is or was
 * @param duration a leader that has not renewed it for so long may be replaced
 * @param renewDeadline a leader that has not been able to renew it for so long stops leading; shorter than the duration, so
 *     that it has stopped when it is replaced
 * @param retryPeriod from one attempt to renew it or to take it to the next; shorter than the deadline
 */
public record LeaseSettings(
        String namespace,
        String name,
        String identity,
        Duration duration,
        Duration renewDeadline,
        Duration retryPeriod) {
    /** Throws IllegalArgumentException, which names the setting, for times that do not go together. */
    public LeaseSettings {
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
        requireNonNull(identity, "identity");
        // A Lease keeps its duration in whole seconds.
        if (duration.compareTo(Duration.ofSeconds(1)) < 0 || duration.toMillisPart() != 0) {
            throw new IllegalArgumentException(
                    "gangway.leadership.lease-duration is %s; give whole seconds, at least one".formatted(duration));
        }
        requireShorter("renew-deadline", renewDeadline, "lease-duration", duration);
        requireShorter("retry-period", retryPeriod, "renew-deadline", renewDeadline);
    }

    private static void requireShorter(String setting, Duration value, String longer, Duration limit) {
        if (value.compareTo(limit) >= 0 || value.compareTo(Duration.ZERO) <= 0) {
            throw new IllegalArgumentException(
                    "gangway.leadership.%s is %s; it must be above 0 and below %s, which is %s"
                            .formatted(setting, value, longer, limit));
        }
    }
}
