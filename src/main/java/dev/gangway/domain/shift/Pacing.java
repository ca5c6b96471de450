package dev.gangway.domain.shift;

import java.time.Duration;

/**
 * How long things take at least.
 *
 * @param propagation from a route that stands at the API server to proxies that follow it
 * @param soak at each step, from the moment that every cluster shows it
 * @param bake at the last rung, with the rest at the source as the control
 * @param watch at all traffic, before the shift has succeeded
 * @param metricsBudget how long a shift that moves may lack metrics to judge it by before it pauses; zero = for ever
 */
public record Pacing(Duration propagation, Duration soak, Duration bake, Duration watch, Duration metricsBudget) {
    /** Longer than a large Prometheus takes to start. */
    private static final Duration METRICS_BUDGET = Duration.ofMinutes(30);

    /** 5 s, 20 s, 20 s, 30 minutes and 30 minutes. */
    public static final Pacing DEFAULT =
            new Pacing(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMinutes(30));

    /** Checks that each is from 0 to 7 days; throws IllegalArgumentException that names it. */
    public Pacing {
        require("propagation", propagation);
        require("soak", soak);
        require("bake", bake);
        require("watch", watch);
        require("metrics budget", metricsBudget);
    }

    /** With the usual budget of metrics. */
    public Pacing(Duration propagation, Duration soak, Duration bake, Duration watch) {
        this(propagation, soak, bake, watch, METRICS_BUDGET);
    }

    /** The same with another. */
    public Pacing withMetricsBudget(Duration budget) {
        return new Pacing(propagation, soak, bake, watch, budget);
    }

    private static void require(String name, Duration duration) {
        if (duration.isNegative() || duration.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException(name + " " + duration + " must be between 0 s and 7 days");
        }
    }
}
