package dev.gangway.sim;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** The settings of the simulated mesh. */
@ConfigMapping(prefix = "gangway.sim")
public interface SimulationConfig {

    /** Whether Gangway runs on the simulated mesh. Read when the application is built; later changes mean nothing. */
    @WithDefault("false")
    boolean enabled();

    /** How many simulated seconds pass in a real one; above 0. */
    @WithDefault("10")
    double speed();

    /** Of the numbers that are drawn: the same seed gives the same traffic. */
    @WithDefault("77")
    long seed();

    /** How often a simulated Prometheus scrapes, in simulated time; at least a second. */
    @WithDefault("5s")
    Duration scrapeInterval();

    /** How long clients sent requests, and were scraped, before the start, in simulated time; at most two hours. */
    @WithDefault("1h")
    Duration past();

    /** By cluster, the address of a real Prometheus that scrapes {@code /sim/metrics} of it, instead of the simulated. */
    Map<String, URI> prometheusUrl();
}
