package dev.gangway.adapter.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * How often a server scrapes, read from the raw samples of a matrix: of the series with the largest spacing.
 *
 * @param usual the median of the times from one sample to the next
 * @param wide the time that nine in ten of them keep; longer than usual where samples come by way of another server
 */
record ScrapeSpacing(Duration usual, Duration wide) {
    /** Prometheus' own default, for as long as nothing is seen. */
    static final ScrapeSpacing ASSUMED = new ScrapeSpacing(Duration.ofMinutes(1), Duration.ofMinutes(1));

    /** A missed scrape now and then does not count. Empty if no series has two samples. */
    static Optional<ScrapeSpacing> of(JsonNode matrix) {
        Duration usual = largest(matrix, 0.5);
        return usual.isZero() ? Optional.empty() : Optional.of(new ScrapeSpacing(usual, largest(matrix, 0.9)));
    }

    /** The larger of each. */
    ScrapeSpacing or(ScrapeSpacing other) {
        return new ScrapeSpacing(longer(usual, other.usual), longer(wide, other.wide));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Duration largest(JsonNode matrix, double share) {
        double slowest = 0;
        for (JsonNode series : matrix) {
            slowest = Math.max(slowest, spacing(series.path("values"), share));
        }
        return Duration.ofMillis(Math.round(slowest * 1000));
    }

    private static double spacing(JsonNode samples, double share) {
        if (samples.size() < 2) {
            return 0;
        }
        double[] spaces = new double[samples.size() - 1];
        Arrays.setAll(spaces, i -> seconds(samples, i + 1) - seconds(samples, i));
        Arrays.sort(spaces);
        return spaces[(int) ((spaces.length - 1) * share)];
    }

    private static double seconds(JsonNode samples, int index) {
        return samples.path(index).path(0).asDouble();
    }
}
