package dev.gangway.adapter.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Reads how often a server scrapes from the raw samples of a matrix. */
final class ScrapeSpacing {
    private ScrapeSpacing() {}

    /**
     * The largest over all series of the usual spacing (the median) of their samples; a missed scrape does not count. Empty
     * if no series has two samples.
     */
    static Optional<Duration> of(JsonNode matrix) {
        double slowest = 0;
        for (JsonNode series : matrix) {
            slowest = Math.max(slowest, median(series.path("values")));
        }
        return slowest > 0 ? Optional.of(Duration.ofMillis(Math.round(slowest * 1000))) : Optional.empty();
    }

    private static double median(JsonNode samples) {
        if (samples.size() < 2) {
            return 0;
        }
        double[] spaces = new double[samples.size() - 1];
        Arrays.setAll(spaces, i -> seconds(samples, i + 1) - seconds(samples, i));
        Arrays.sort(spaces);
        return spaces[(spaces.length - 1) / 2];
    }

    private static double seconds(JsonNode samples, int index) {
        return samples.path(index).path(0).asDouble();
    }
}
