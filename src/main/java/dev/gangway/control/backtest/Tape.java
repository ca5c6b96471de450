package dev.gangway.control.backtest;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.traffic.ClusterName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was recorded of a service at its source, and of requests that reached no cluster. Gaps between the windows are gaps.
 *
 * @param source whose traffic it is
 * @param windows in the order of time, none overlapping another; what other clusters served is left out
 */
record Tape(ClusterName source, List<MetricWindow> windows) {
    /** Leaves the other clusters' traffic out. */
    Tape {
        requireNonNull(source, "source");
        windows = windows.stream().map(window -> only(source, window)).toList();
    }

    private static MetricWindow only(ClusterName source, MetricWindow window) {
        return new MetricWindow(window.from(), window.to(), Map.of(source, window.of(source)), window.lost());
    }

    /** The cluster that served most of the requests; empty where none were served. */
    static Optional<ClusterName> busiest(List<MetricWindow> windows) {
        Map<ClusterName, Long> served = new HashMap<>();
        for (MetricWindow window : windows) {
            window.byDestination().forEach((cluster, traffic) -> served.merge(cluster, traffic.requests(), Long::sum));
        }
        return served.entrySet().stream()
                .filter(cluster -> cluster.getValue() > 0)
                .max(Map.Entry.<ClusterName, Long>comparingByValue()
                        .thenComparing(
                                Map.Entry.comparingByKey((a, b) -> b.value().compareTo(a.value()))))
                .map(Map.Entry::getKey);
    }

    int size() {
        return windows.size();
    }

    MetricWindow window(int number) {
        return windows.get(number);
    }

    /** Where it begins; only of a tape with windows. */
    Instant from() {
        return windows.get(0).from();
    }

    /** Where it ends; only of a tape with windows. */
    Instant to() {
        return windows.get(size() - 1).to();
    }

    /** How much of the time is recorded: without the gaps. */
    Duration recorded() {
        return windows.stream()
                .map(window -> Duration.between(window.from(), window.to()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** The length of the longest window. */
    Duration step() {
        return windows.stream()
                .map(window -> Duration.between(window.from(), window.to()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** All requests to the source. */
    long requests() {
        return windows.stream()
                .map(window -> window.of(source))
                .mapToLong(Traffic::requests)
                .sum();
    }

    /** The number of the first window that begins at or after an instant; the size where none does. */
    int firstFrom(Instant instant) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (windows.get(middle).from().isBefore(instant)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The windows before one of this number that begin no earlier than so long before it. */
    List<MetricWindow> before(int number, Duration span) {
        return windows.subList(firstFrom(windows.get(number).from().minus(span)), number);
    }
}
