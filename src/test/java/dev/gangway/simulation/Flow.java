package dev.gangway.simulation;

import dev.gangway.domain.analysis.LatencyHistogram;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.traffic.Weight;
import dev.gangway.fake.InMemoryRouter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** The requests of one service, which go where the routes of their clients' clusters send them, and what was counted. */
final class Flow {
    private final Service service;
    private final InMemoryRouter router;
    private final Random random;
    private final Instant start;
    private Instant accounted;
    private Instant windowFrom;
    private Instant changed;
    private long sinceChange;
    private long sourceRequests;
    private long sourceFailures;
    private long destinationRequests;
    private long destinationFailures;
    private long destinationSlow;
    private long lost;

    Flow(Service service, InMemoryRouter router, Random random, Instant now) {
        this.service = service;
        this.router = router;
        this.random = random;
        start = now;
        accounted = now;
        windowFrom = now;
        changed = now;
    }

    Service service() {
        return service;
    }

    /** Since when the routes of all clusters are as they are. */
    Instant changed() {
        return changed;
    }

    /** How many requests the destination got, or lost, since then. */
    long sinceChange(Instant now) {
        account(now);
        return sinceChange;
    }

    /** The routes are about to change. */
    void change(Instant now) {
        account(now);
        changed = now;
        sinceChange = 0;
    }

    /** What was counted since the last call. */
    MetricWindow read(Instant now) {
        account(now);
        MetricWindow window = new MetricWindow(
                windowFrom,
                now,
                Map.of(
                        service.source(), traffic(sourceRequests, sourceFailures, 0),
                        service.destination(), traffic(destinationRequests, destinationFailures, destinationSlow)),
                lost);
        begin(now);
        return window;
    }

    /** What would have been counted in a past in which all went to the source and nothing was wrong. */
    List<MetricWindow> past(Instant from, Instant to, Duration step) {
        List<MetricWindow> windows = new ArrayList<>();
        for (Instant at = from; !at.plus(step).isAfter(to); at = at.plus(step)) {
            long requests = poisson((double) service.perSecond() * step.toSeconds());
            long failures = Math.min(requests, poisson(requests * service.failing()));
            windows.add(
                    new MetricWindow(at, at.plus(step), Map.of(service.source(), traffic(requests, failures, 0)), 0));
        }
        return windows;
    }

    /** Forgets what was counted: a reader that begins anew can't tell it from what was before. */
    void begin(Instant now) {
        account(now);
        windowFrom = now;
        sourceRequests = 0;
        sourceFailures = 0;
        destinationRequests = 0;
        destinationFailures = 0;
        destinationSlow = 0;
        lost = 0;
    }

    private void account(Instant now) {
        double seconds = (now.toEpochMilli() - accounted.toEpochMilli()) / 1000.0;
        accounted = now;
        if (seconds <= 0) {
            return;
        }
        long second = (now.toEpochMilli() - start.toEpochMilli()) / 1000;
        double all = service.perSecond() * seconds;
        double there = all * shareOfDestination();
        count(all - there, there, second);
    }

    private void count(double here, double there, long second) {
        long toSource = poisson(here);
        sourceRequests += toSource;
        sourceFailures += Math.min(toSource, poisson(toSource * service.sourceFails(second)));
        long toDestination = poisson(there);
        sinceChange += toDestination;
        boolean harmed = service.harmedAt(second);
        if (harmed && service.harm() == Service.Harm.LOSES) {
            lost += toDestination;
            return;
        }
        double fails = service.destinationFails(second);
        long failed = fails == 1 ? toDestination : Math.min(toDestination, poisson(toDestination * fails));
        destinationRequests += toDestination;
        destinationFailures += failed;
        destinationSlow += harmed && service.harm() == Service.Harm.SLOW ? (toDestination - failed) / 2 : 0;
    }

    /** Every cluster has as many clients; without routes of ours all go to the source. */
    private double shareOfDestination() {
        return router.clusters().stream()
                        .mapToInt(cluster -> router.standing(cluster, service.ref())
                                .routes()
                                .map(split -> split.toDestination())
                                .orElse(Weight.NONE)
                                .permille())
                        .average()
                        .orElse(0)
                / 1000;
    }

    private static Traffic traffic(long requests, long failures, long slow) {
        return new Traffic(
                requests,
                failures,
                LatencyHistogram.of(new TreeMap<>(Map.of(25.0, requests - failures - slow, 50.0, 0L, 250.0, slow))));
    }

    private long poisson(double mean) {
        if (mean > 30) {
            return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        long count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
