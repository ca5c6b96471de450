package dev.gangway.config;

import dev.gangway.adapter.cluster.gateway.EastWestGateways;
import dev.gangway.adapter.cluster.remotesecret.IstioRemoteSecrets;
import dev.gangway.adapter.istio.decommission.IngressInspection;
import dev.gangway.adapter.istio.decommission.RouteInspection;
import dev.gangway.adapter.prometheus.PrometheusAges;
import dev.gangway.adapter.prometheus.PrometheusInspection;
import dev.gangway.control.MetricsAges;
import dev.gangway.control.Tempo;
import dev.gangway.control.decommission.Decommissions;
import dev.gangway.control.decommission.InspectedClusters;
import dev.gangway.control.decommission.ShiftInspection;
import dev.gangway.control.gateway.Gateways;
import dev.gangway.control.remotesecret.RemoteSecrets;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** What Gangway does with clusters when somebody asks for it, and never by itself. */
@Singleton
class OnRequest {
    /** Below what the command line waits for an answer. */
    private static final Duration REPORT_TIMEOUT = Duration.ofSeconds(45);

    private static final int THREADS = 8;
    private static final int QUEUE = 40;

    private final Gangway gangway;
    private final GangwayConfig config;
    private final Tempo tempo;
    private final ExecutorService inspections = threads();

    OnRequest(Gangway gangway, GangwayConfig config, Tempo tempo) {
        this.gangway = gangway;
        this.config = config;
        this.tempo = tempo;
    }

    @Produces
    @Singleton
    Gateways gateways() {
        return new EastWestGateways(gangway.registry());
    }

    @Produces
    @Singleton
    RemoteSecrets remoteSecrets() {
        return new IstioRemoteSecrets(gangway.registry());
    }

    @Produces
    @Singleton
    Decommissions decommissions() {
        return new InspectedClusters(
                () -> gangway.registry().names(),
                List.of(
                        new PrometheusInspection(
                                new MeshPrometheusServers(gangway.registry()),
                                MeshPrometheusServers.settings(config.prometheus()),
                                gangway.queryMeter()),
                        new RouteInspection(gangway.registry()),
                        new IngressInspection(gangway.registry()),
                        new ShiftInspection(gangway.shifts())),
                inspections,
                REPORT_TIMEOUT);
    }

    @Produces
    @Singleton
    MetricsAges ages() {
        return new PrometheusAges(
                new MeshPrometheusServers(gangway.registry()),
                MeshPrometheusServers.settings(config.prometheus()),
                gangway.queryMeter(),
                tempo.clock());
    }

    @PreDestroy
    void stop() {
        inspections.shutdownNow();
    }

    private static ExecutorService threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), task -> {
                    Thread thread = new Thread(task, "inspection");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
