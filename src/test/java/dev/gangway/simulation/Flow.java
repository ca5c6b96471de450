package dev.gangway.simulation;

import dev.gangway.domain.analysis.ClientCounts;
import dev.gangway.domain.analysis.LatencyHistogram;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.traffic.ClusterName;
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
    private final Map<ClusterName, ClientCounts> byClients = new TreeMap<>();

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

    /**
     * A new process goes on with what was recorded at the present weight. That may be older than the last change: what was put right
     * while nothing could be recorded is not known to it.
     */
    void goesOnWith(long recorded, Instant now) {
        account(now);
        sinceChange = Math.max(sinceChange, recorded);
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
                lost,
                List.copyOf(byClients.values()));
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
        byClients.clear();
    }

    private void account(Instant now) {
        double seconds = (now.toEpochMilli() - accounted.toEpochMilli()) / 1000.0;
        accounted = now;
        if (seconds <= 0) {
            return;
        }
        long second = (now.toEpochMilli() - start.toEpochMilli()) / 1000;
        double all = service.perSecond() * seconds / router.clusters().size();
        router.clusters().stream().sorted().forEach(clients -> count(clients, all, second));
    }

    /** Every cluster has as many clients, and all follow its routes. */
    private void count(ClusterName clients, double all, long second) {
        double there = all * shareOfDestination(clients);
        long toSource = poisson(all - there);
        sourceRequests += toSource;
        sourceFailures += Math.min(toSource, poisson(toSource * service.sourceFails(second)));
        long toDestination = poisson(there);
        sinceChange += toDestination;
        boolean harmed = service.harmedAt(second);
        boolean loses = harmed && service.harm() == Service.Harm.LOSES;
        count(clients, toSource, loses ? 0 : toDestination, loses ? toDestination : 0);
        if (loses) {
            lost += toDestination;
            return;
        }
        double fails = service.destinationFails(second);
        long failed = fails == 1 ? toDestination : Math.min(toDestination, poisson(toDestination * fails));
        destinationRequests += toDestination;
        destinationFailures += failed;
        destinationSlow += harmed && service.harm() == Service.Harm.SLOW ? (toDestination - failed) / 2 : 0;
    }

    private void count(ClusterName clients, long toSource, long toDestination, long lostOfThem) {
        ClientCounts before = byClients.getOrDefault(clients, new ClientCounts(clients.value(), Map.of(), 0));
        byClients.put(
                clients,
                new ClientCounts(
                        clients.value(),
                        Map.of(
                                service.source(),
                                before.byDestination().getOrDefault(service.source(), 0L) + toSource,
                                service.destination(),
                                before.byDestination().getOrDefault(service.destination(), 0L) + toDestination),
                        before.lost() + lostOfThem));
    }

    /** Without routes of ours all go to the source. */
    private double shareOfDestination(ClusterName clients) {
        return router.standing(clients, service.ref())
                        .routes()
                        .map(split -> split.toDestination())
                        .orElse(Weight.NONE)
                        .permille()
                / 1000.0;
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
