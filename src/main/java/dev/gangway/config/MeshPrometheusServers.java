package dev.gangway.config;

import static java.util.Objects.requireNonNullElse;

import dev.gangway.adapter.cluster.ClusterRegistry;
import dev.gangway.adapter.cluster.MeshClusterSpec;
import dev.gangway.adapter.prometheus.Authorization;
import dev.gangway.adapter.prometheus.PrometheusServer;
import dev.gangway.adapter.prometheus.PrometheusServers;
import dev.gangway.adapter.prometheus.PrometheusSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** The Prometheus of every MeshCluster, also of one whose API server can't be reached: its clients' users count all the same. */
final class MeshPrometheusServers implements PrometheusServers {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final ClusterRegistry registry;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

    MeshPrometheusServers(ClusterRegistry registry) {
        this.registry = registry;
    }

    static PrometheusSettings settings(GangwayConfig.Prometheus config) {
        return new PrometheusSettings(
                config.timeout(),
                config.historyTimeout(),
                config.lookback(),
                config.delay(),
                config.batchSize(),
                config.firstWindow(),
                config.maxWindow(),
                config.maxResponseBytes());
    }

    @Override
    public Collection<PrometheusServer> current() {
        return registry.prometheuses().entrySet().stream()
                .map(cluster -> server(cluster.getKey(), cluster.getValue()))
                .toList();
    }

    private PrometheusServer server(String cluster, MeshClusterSpec.PrometheusSpec prometheus) {
        return new PrometheusServer(
                cluster,
                URI.create(prometheus.url()),
                requireNonNullElse(prometheus.headers(), Map.of()),
                Authorization.NONE,
                http);
    }
}
