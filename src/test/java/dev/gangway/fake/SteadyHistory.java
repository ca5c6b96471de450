package dev.gangway.fake;

import dev.gangway.control.MetricsHistory;
import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.History;
import dev.gangway.domain.analysis.LatencyHistogram;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A past in which every service got a thousand requests a second at one cluster, one in a thousand failing, all within 25 ms. */
public final class SteadyHistory implements MetricsHistory {
    private final ClusterName source;
    private final List<ServiceRef> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<Counting> counted = Collections.synchronizedList(new ArrayList<>());
    private Optional<History> instead = Optional.empty();

    public SteadyHistory(ClusterName source) {
        this.source = source;
    }

    /** From now on this is the answer. */
    public void answer(History history) {
        instead = Optional.of(history);
    }

    /** From now on nothing can be read. */
    public void fail(Problem problem, String detail) {
        answer(new History.Unavailable(problem, detail));
    }

    /** From now on it is steady again. */
    public void recover() {
        instead = Optional.empty();
    }

    /** The service of each call. */
    public List<ServiceRef> asked() {
        return List.copyOf(asked);
    }

    /** What each call asked to be counted. */
    public List<Counting> counted() {
        return List.copyOf(counted);
    }

    @Override
    public Uni<History> read(ServiceRef service, Instant from, Instant to, Duration step, Counting counting) {
        asked.add(service);
        counted.add(counting);
        return Uni.createFrom().item(instead.orElseGet(() -> new History.Recorded(windows(from, to, step))));
    }

    private List<MetricWindow> windows(Instant from, Instant to, Duration step) {
        List<MetricWindow> windows = new ArrayList<>();
        for (Instant at = from; !at.plus(step).isAfter(to); at = at.plus(step)) {
            long requests = 1000 * step.toSeconds();
            long failures = requests / 1000;
            double[] edges = {25, 50, 100, 250, Double.POSITIVE_INFINITY};
            long[] counts = {requests - failures, 0, 0, 0, 0};
            Traffic traffic = new Traffic(requests, failures, LatencyHistogram.of(edges, counts));
            windows.add(new MetricWindow(at, at.plus(step), Map.of(source, traffic), 0));
        }
        return windows;
    }
}
