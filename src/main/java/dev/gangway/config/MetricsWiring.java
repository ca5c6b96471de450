package dev.gangway.config;

import dev.gangway.adapter.cluster.ClusterRegistry;
import dev.gangway.adapter.prometheus.PrometheusMetricsHistory;
import dev.gangway.adapter.prometheus.PrometheusMetricsSource;
import dev.gangway.adapter.prometheus.PrometheusPreflight;
import dev.gangway.adapter.prometheus.PrometheusSettings;
import dev.gangway.adapter.prometheus.QueryMeter;
import dev.gangway.adapter.telemetry.Telemetry;
import dev.gangway.control.MetricsHistory;
import dev.gangway.control.MetricsSource;
import dev.gangway.control.Preflight;
import java.time.Clock;

/** All that reads the Prometheus of each cluster. */
final class MetricsWiring {
    private final MeshPrometheusServers servers;
    private final PrometheusSettings settings;
    private final Clock clock;
    private final QueryMeter meter;

    MetricsWiring(ClusterRegistry registry, GangwayConfig.Prometheus config, Clock clock, Telemetry telemetry) {
        this.servers = new MeshPrometheusServers(registry);
        this.settings = MeshPrometheusServers.settings(config);
        this.clock = clock;
        this.meter = (server, outcome, took) -> telemetry.queried(server, outcome.name(), took);
    }

    MetricsSource source() {
        return new PrometheusMetricsSource(servers, settings, clock, meter);
    }

    MetricsHistory history() {
        return new PrometheusMetricsHistory(servers, settings, clock, meter);
    }

    Preflight preflight() {
        return new PrometheusPreflight(servers, settings, meter);
    }

    /** Is told of each query. */
    QueryMeter meter() {
        return meter;
    }
}
