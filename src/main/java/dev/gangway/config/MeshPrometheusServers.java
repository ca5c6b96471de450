package dev.gangway.config;

import dev.gangway.adapter.cluster.ClusterRegistry;
import dev.gangway.adapter.cluster.Member;
import dev.gangway.adapter.prometheus.Authorization;
import dev.gangway.adapter.prometheus.PrometheusServer;
import dev.gangway.adapter.prometheus.PrometheusServers;
import dev.gangway.adapter.prometheus.PrometheusSettings;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collection;

/** The Prometheus of every cluster of the mesh. */
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
                config.lookback(),
                config.delay(),
                config.batchSize(),
                config.firstWindow(),
                config.maxWindow(),
                config.maxResponseBytes());
    }

    @Override
    public Collection<PrometheusServer> current() {
        return registry.members().stream().map(this::server).toList();
    }

    private PrometheusServer server(Member member) {
        return new PrometheusServer(
                member.name().value(), member.prometheus(), member.prometheusHeaders(), Authorization.NONE, http);
    }
}
