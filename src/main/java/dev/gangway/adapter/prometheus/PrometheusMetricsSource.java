package dev.gangway.adapter.prometheus;

import static java.util.stream.Collectors.toMap;

import dev.gangway.adapter.prometheus.PrometheusServer.Endpoint;
import dev.gangway.control.MetricsSource;
import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.traffic.ServiceRef;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * Reads every Prometheus of the mesh as one. Each reading covers what was counted since the last one that was whole, so that
 * over many readings each request is counted once.
 *
 * <p>A round in which any server lacks anything gives no window at all, and what the others counted in it is not thrown
 * away: the next whole round covers its time too, up to {@code maxWindow}.
 *
 * <p>Made for one reader that reads in rounds: two at a time would both be given the same requests.
 */
public final class PrometheusMetricsSource implements MetricsSource {
    private static final Logger LOG = Logger.getLogger(PrometheusMetricsSource.class);

    private final PrometheusServers servers;
    private final PrometheusSettings settings;
    private final Clock clock;
    private final PrometheusClient client;
    private volatile Map<Endpoint, ServerMemory> memories = Map.of();

    /**
     * Makes a source that has read nothing yet.
     *
     * @param servers asked at the beginning of each round
     * @param clock for the ends of the windows. The servers' own clocks may differ from it
     * @param meter told of each query
     */
    public PrometheusMetricsSource(
            PrometheusServers servers, PrometheusSettings settings, Clock clock, QueryMeter meter) {
        this.servers = servers;
        this.settings = settings;
        this.clock = clock;
        client = new PrometheusClient(settings.maxResponseBytes(), meter);
    }

    @Override
    public Uni<Readings> read(Map<ServiceRef, Counting> services) {
        Map<ServiceRef, Counting> asked = Map.copyOf(services);
        return Uni.createFrom().completionStage(() -> round(asked)).onFailure().recoverWithItem(failure -> {
            LOG.error("reading Prometheus failed in a way that nobody thought of", failure);
            return RoundReadings.unavailable(
                    asked.keySet(),
                    Problem.FAILED,
                    "reading Prometheus failed: " + failure.getClass().getSimpleName());
        });
    }

    private CompletableFuture<Readings> round(Map<ServiceRef, Counting> services) {
        Map<Endpoint, PrometheusServer> asked = PrometheusServer.byEndpoint(servers.current());
        if (services.isEmpty() || asked.isEmpty()) {
            return CompletableFuture.completedFuture(
                    RoundReadings.unavailable(services.keySet(), Problem.FAILED, "no Prometheus is configured"));
        }
        Instant began = clock.instant();
        Map<Endpoint, CompletableFuture<ServerReading>> rounds = new LinkedHashMap<>();
        asked.forEach((endpoint, server) -> rounds.put(
                endpoint,
                new ServerRound(client, settings, server, memories.getOrDefault(endpoint, ServerMemory.NONE), services)
                        .run()));
        return CompletableFuture.allOf(rounds.values().toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> {
                    Map<Endpoint, ServerReading> read = rounds.entrySet().stream()
                            .collect(toMap(
                                    Map.Entry::getKey,
                                    round -> round.getValue().join(),
                                    (a, b) -> a,
                                    LinkedHashMap::new));
                    var readings = new RoundReadings(List.copyOf(read.values()), began, settings.delay());
                    remember(read, readings.whole());
                    return readings.of(services);
                });
    }

    /** Servers that are gone are forgotten; of one that counted in vain, what it counted is left for the next round. */
    private void remember(Map<Endpoint, ServerReading> read, boolean whole) {
        Map<Endpoint, ServerMemory> before = memories;
        memories = read.entrySet().stream().collect(toMap(Map.Entry::getKey, entry -> {
            boolean inVain = !whole && entry.getValue() instanceof ServerReading.Counted;
            return inVain
                    ? before.getOrDefault(entry.getKey(), ServerMemory.NONE)
                    : entry.getValue().memory();
        }));
    }
}
