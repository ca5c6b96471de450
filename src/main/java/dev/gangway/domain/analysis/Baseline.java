package dev.gangway.domain.analysis;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.traffic.ClusterName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The source before the shift, as the destination will be held against it.
 *
 * @param tracks one for each measure, with nothing followed yet
 * @param requests how many requests it rests on
 * @param rate requests per second lately
 * @param lostAtMost what share of all requests may usually reach no cluster
 */
public record Baseline(List<Track> tracks, long requests, double rate, double lostAtMost) {
    private static final int ENOUGH = 50;
    private static final int QUIET = 2000;
    private static final double SLUGGISH = 0.25;
    private static final double SLOW = 0.05;
    private static final double SLOWEST = 0.01;
    private static final double SURENESS = 3;
    private static final Duration LATELY = Duration.ofMinutes(10);

    /** Copies the tracks. */
    public Baseline {
        tracks = List.copyOf(tracks);
    }

    /** Summarises recorded windows, in the order of time; no windows give a baseline of no requests. */
    public static Baseline of(Objectives objectives, ClusterName source, List<MetricWindow> windows) {
        Traffic all = Traffic.NONE;
        long lost = 0;
        for (MetricWindow window : windows) {
            all = all.plus(window.of(source));
            lost += window.lost();
        }
        List<Track> tracks = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            double edge = edge(measure, objectives, all.latency());
            if (Double.isFinite(edge)) {
                Yardstick yardstick =
                        measure.isLatency() ? Yardstick.of(edge, objectives.latency(), all.latency()) : Yardstick.NONE;
                tracks.add(track(measure, yardstick, source, windows));
            }
        }
        long requests = all.requests() + lost;
        return new Baseline(
                tracks, requests, rate(source, windows), new Proportion(lost, requests).upperBound(SURENESS));
    }

    /** Whether a longer past would tell much more. */
    public boolean isQuiet() {
        return requests < QUIET;
    }

    /** How many requests are lacking until there is enough to compare with; 0 = there is. */
    public long lacking() {
        return Math.max(0, ENOUGH - requests);
    }

    private static Track track(Measure measure, Yardstick yardstick, ClusterName source, List<MetricWindow> windows) {
        ToDoubleFunction<MetricWindow> seconds = MetricWindow::seconds;
        int tick =
                (int) Math.round(windows.stream().mapToDouble(seconds).average().orElse(1));
        List<Tally> ticks = windows.stream()
                .map(window -> measure.atSource(window.of(source), yardstick))
                .toList();
        return new Track(measure, yardstick, Norm.of(ticks, tick), HarmEvidence.NONE, Tally.NONE, Tally.NONE);
    }

    /** Not a number where the measure does not apply: nothing to tell the source's tail by, or no maximum. */
    private static double edge(Measure measure, Objectives objectives, LatencyHistogram latency) {
        return switch (measure) {
            case ERRORS -> 0;
            case SLUGGISH -> edgeOfSluggish(objectives, latency);
            case SLOW -> latency.edgeExceededBy(SLOW).orElse(Double.NaN);
            case SLOWEST -> latency.edgeExceededBy(SLOWEST).orElse(Double.NaN);
            case TOO_SLOW ->
                latency.count() == 0
                        ? Double.NaN
                        : objectives.latency().maximumMillis().orElse(Double.NaN);
        };
    }

    /**
     * High enough that the allowance for the way leaves most of the source's requests below it; not a number where that is
     * no lower than the edge of the slow.
     */
    private static double edgeOfSluggish(Objectives objectives, LatencyHistogram latency) {
        double median = latency.quantileMillis(0.5).orElse(Double.NaN);
        double edge = Math.max(
                latency.edgeExceededBy(SLUGGISH).orElse(Double.NaN),
                latency.upperEdgeMillis(objectives.latency().atDestination(median)));
        return edge < latency.edgeExceededBy(SLOW).orElse(Double.NaN) ? edge : Double.NaN;
    }

    private static double rate(ClusterName source, List<MetricWindow> windows) {
        if (windows.isEmpty()) {
            return 0;
        }
        Instant since = windows.get(windows.size() - 1).to().minus(LATELY);
        double requests = 0;
        double seconds = 0;
        for (MetricWindow window : windows) {
            if (!window.from().isBefore(since)) {
                requests += window.of(requireNonNull(source)).requests();
                seconds += window.seconds();
            }
        }
        return seconds == 0 ? 0 : requests / seconds;
    }
}
