package dev.gangway.adapter.prometheus;

import java.time.Duration;

/**
 * How Prometheus is read.
 *
 * @param timeout for one query with its body, and for all of one round to one server, once for every 2,000 services; real time
 * @param historyTimeout the same for all queries of one reading of the past
 * @param lookback how old a series' last sample may be and still stand for its counter. A target that comes back after
 *     longer is taken for a new one
 * @param delay how far behind a server's now the counters are read, so that scrapes that are under way or still being sent
 *     on (remote write) are in when their time is read. What comes in later is never counted
 * @param batchSize services in one query
 * @param firstWindow what the first reading of a server covers
 * @param maxWindow a gap between two readings that is longer is not made up for; at most {@code lookback}
 * @param maxResponseBytes a longer answer is refused
 */
public record PrometheusSettings(
        Duration timeout,
        Duration historyTimeout,
        Duration lookback,
        Duration delay,
        int batchSize,
        Duration firstWindow,
        Duration maxWindow,
        int maxResponseBytes) {

    /** 5 s, 30 s, 10 min, 1 s, 200 services, 10 s, 5 min, 16 MiB. */
    public static final PrometheusSettings DEFAULT = new PrometheusSettings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            Duration.ofSeconds(1),
            200,
            Duration.ofSeconds(10),
            Duration.ofMinutes(5),
            16 << 20);

    /** Checks the ranges; throws IllegalArgumentException that names the setting. */
    public PrometheusSettings {
        requireMillis("timeout", timeout);
        requireMillis("historyTimeout", historyTimeout);
        requireMillis("lookback", lookback);
        requireMillis("firstWindow", firstWindow);
        requireMillis("maxWindow", maxWindow);
        require(!delay.isNegative(), "delay", delay, "0 or more");
        require(firstWindow.compareTo(maxWindow) <= 0, "firstWindow", firstWindow, "at most maxWindow " + maxWindow);
        // Else a pod that went away inside the window would take its last requests with it.
        require(maxWindow.compareTo(lookback) <= 0, "maxWindow", maxWindow, "at most lookback " + lookback);
        require(batchSize >= 1, "batchSize", batchSize, "at least 1");
        require(maxResponseBytes >= 1, "maxResponseBytes", maxResponseBytes, "at least 1");
    }

    private static void requireMillis(String setting, Duration value) {
        require(value.compareTo(Duration.ofMillis(1)) >= 0, setting, value, "at least 1 ms");
    }

    private static void require(boolean holds, String setting, Object value, String range) {
        if (!holds) {
            throw new IllegalArgumentException("Prometheus " + setting + " " + value + " must be " + range);
        }
    }
}
