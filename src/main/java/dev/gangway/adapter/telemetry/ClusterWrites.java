package dev.gangway.adapter.telemetry;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.distribution.TimeWindowMax;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How long it took to make one cluster show what one shift wants, and how often that failed. */
final class ClusterWrites {
    private final Times succeeded = new Times();
    private final Times failed = new Times();

    /** One is over. */
    void ended(boolean hasFailed, Duration took) {
        (hasFailed ? failed : succeeded).add(took);
    }

    /** Those that came to their end. */
    Times succeeded() {
        return succeeded;
    }

    /** Those that did not. */
    Times failed() {
        return failed;
    }

    /** Of one outcome: how many, their seconds, and the longest of the last minutes as Micrometer's timers have it. */
    static final class Times {
        private static final long WINDOW_MILLIS = TimeUnit.MINUTES.toMillis(1);
        private static final int WINDOWS = 3;

        private long count;
        private double seconds;
        private TimeWindowMax longest;

        private synchronized void add(Duration took) {
            if (longest == null) {
                longest = new TimeWindowMax(Clock.SYSTEM, WINDOW_MILLIS, WINDOWS);
            }
            count++;
            double spent = took.toNanos() / 1e9;
            seconds += spent;
            longest.record(spent);
        }

        synchronized long count() {
            return count;
        }

        synchronized double seconds() {
            return seconds;
        }

        synchronized double longestSeconds() {
            return longest == null ? 0 : longest.poll();
        }
    }
}
