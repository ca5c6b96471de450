package dev.gangway.sim;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Lets time pass in the mesh: each simulated second clients send their requests, and now and then proxies are scraped. Before it
 * begins there was a past like that, lived through at once.
 */
final class World {
    private static final Logger LOG = Logger.getLogger(World.class);
    private static final Duration STEP = Duration.ofSeconds(1);
    /** A machine that slept is not made to live through the night: what is older than this is skipped. */
    private static final Duration LONGEST_CATCH_UP = Duration.ofMinutes(10);

    private final Clock clock;
    private final Duration scrapeInterval;
    private final TrafficModel traffic;
    private final Map<String, SimulatedApiServer> servers;
    private final Map<String, SimulatedPrometheus> prometheuses;
    private Instant time;
    private Instant nextScrape;
    private Routing routing;
    private Map<String, Long> routingOf = Map.of();

    /**
     * Begins at the clock's time; {@code servers} and {@code prometheuses} hold the clusters of the mesh.
     *
     * @param past how long requests were sent and scraped before, by the configuration that stands now
     */
    World(
            Clock clock,
            Duration scrapeInterval,
            Duration past,
            TrafficModel traffic,
            Map<String, SimulatedApiServer> servers,
            Map<String, SimulatedPrometheus> prometheuses) {
        this.clock = clock;
        this.scrapeInterval = scrapeInterval;
        this.traffic = traffic;
        this.servers = Map.copyOf(servers);
        this.prometheuses = Map.copyOf(prometheuses);
        time = clock.instant();
        nextScrape = time;
        routing = readRouting();
        liveThrough(past);
    }

    /** A scrape interval at a time: nobody was there to see more of it. */
    private void liveThrough(Duration past) {
        for (long left = past.dividedBy(scrapeInterval); left > 0; left--) {
            scrape(time.minus(scrapeInterval.multipliedBy(left)));
            traffic.advance(routing, scrapeInterval);
        }
    }

    /** Lets the seconds pass that the clock is ahead. */
    synchronized void catchUp() {
        Instant now = clock.instant();
        if (time.plus(LONGEST_CATCH_UP).isBefore(now)) {
            LOG.warnf(
                    "the simulated mesh is behind by %s, and leaves out what is older than %s",
                    Duration.between(time, now), LONGEST_CATCH_UP);
            time = now.minus(LONGEST_CATCH_UP);
            nextScrape = time;
        }
        scrapeIfDue();
        while (!time.plus(STEP).isAfter(now)) {
            time = time.plus(STEP);
            servers.values().forEach(server -> server.workloads().sync(time));
            traffic.advance(routing(), STEP);
            scrapeIfDue();
        }
    }

    /** Does something while no time passes. */
    synchronized void pausedFor(Runnable act) {
        act.run();
    }

    /** Where requests go by the configuration that stands now. */
    synchronized Routing routing() {
        if (!routingOf.equals(istioWrites())) {
            routing = readRouting();
        }
        return routing;
    }

    private void scrapeIfDue() {
        if (!time.isBefore(nextScrape)) {
            nextScrape = time.plus(scrapeInterval);
            scrape(time);
        }
    }

    private void scrape(Instant at) {
        prometheuses.forEach((cluster, prometheus) ->
                prometheus.scrape(at, traffic.counters(cluster).snapshot()));
    }

    private Routing readRouting() {
        // The versions first: a write in between is then read again at the next step, not missed.
        routingOf = istioWrites();
        Map<String, IstioConfig> configs = new HashMap<>();
        servers.forEach((cluster, server) -> configs.put(cluster, istioConfig(server)));
        return new Routing(configs);
    }

    private static IstioConfig istioConfig(SimulatedApiServer server) {
        try {
            return server.dispatcher().istioConfig();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the mock API server has stored what is not JSON", e);
        }
    }

    private Map<String, Long> istioWrites() {
        Map<String, Long> writes = new HashMap<>();
        servers.forEach(
                (cluster, server) -> writes.put(cluster, server.dispatcher().istioWrites()));
        return writes;
    }
}
