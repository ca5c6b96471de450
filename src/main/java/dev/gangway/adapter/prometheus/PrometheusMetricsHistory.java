package dev.gangway.adapter.prometheus;

import dev.gangway.control.MetricsHistory;
import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.History;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.traffic.ServiceRef;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Reads the past of every Prometheus of the mesh as one, with four range queries to each: whether it saw clients of the
 * service, whether it would have, their requests, and their durations. The windows' counts are what counters counted from one
 * end to the other, as in live reading.
 *
 * <p>A window's ends are the instants at which counters are read, so a request may have been served up to one scrape interval
 * before its window. They are taken to be the same on the servers' clocks as on Gangway's.
 *
 * <p>While a server scraped some clients of the service and missed others, what the missed ones sent is not counted at all:
 * neither then nor, as if it were of one window, when they are seen again.
 */
public final class PrometheusMetricsHistory implements MetricsHistory {
    private static final Logger LOG = Logger.getLogger(PrometheusMetricsHistory.class);

    private final PrometheusServers servers;
    private final PrometheusSettings settings;
    private final Clock clock;
    private final PrometheusClient client;

    /**
     * Makes a history that keeps nothing: each reading asks the servers.
     *
     * @param servers asked at the beginning of each reading
     * @param clock Gangway's
     * @param meter told of each query
     */
    public PrometheusMetricsHistory(
            PrometheusServers servers, PrometheusSettings settings, Clock clock, QueryMeter meter) {
        this.servers = servers;
        this.settings = settings;
        this.clock = clock;
        client = new PrometheusClient(settings.maxResponseBytes(), meter);
    }

    @Override
    public Uni<History> read(ServiceRef service, Instant from, Instant to, Duration step, Counting counting) {
        if (!from.isBefore(to) || step.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("steps of " + step + " from " + from + " to " + to);
        }
        Span span = new Span(service, counting, from, to, step);
        return Uni.createFrom().completionStage(() -> history(span)).onFailure().recoverWithItem(failure -> {
            LOG.error("reading the past from Prometheus failed in a way that nobody thought of", failure);
            return new History.Unavailable(
                    Problem.FAILED,
                    "reading the past from Prometheus failed: "
                            + failure.getClass().getSimpleName());
        });
    }

    /** What is asked for. */
    private record Span(ServiceRef service, Counting counting, Instant from, Instant to, Duration step) {
        Span until(Instant end) {
            return new Span(service, counting, from, end, step);
        }
    }

    private CompletableFuture<History> history(Span wanted) {
        List<ServerHistory> asked = PrometheusServer.byEndpoint(servers.current()).values().stream()
                .map(server -> new ServerHistory(client, settings, server, wanted.service(), wanted.counting()))
                .toList();
        if (asked.isEmpty()) {
            return completed(new History.Unavailable(Problem.FAILED, "no Prometheus is configured"));
        }
        Instant known = clock.instant().minus(settings.delay());
        Span span = known.isBefore(wanted.to()) ? wanted.until(known) : wanted;
        return all(asked.stream()
                        .map(server -> server.spacing(span.from(), span.to()))
                        .toList())
                .thenCompose(spacings -> windows(span, asked, spacings));
    }

    private static CompletableFuture<History> windows(
            Span span, List<ServerHistory> servers, List<Optional<ScrapeSpacing>> spacings) {
        ScrapeSpacing slowest = spacings.stream()
                .flatMap(Optional::stream)
                .reduce(ScrapeSpacing::or)
                .orElse(ScrapeSpacing.ASSUMED);
        Grid grid = Grid.between(span.from(), span.to(), span.step(), slowest);
        if (grid.windows() < 1) {
            return completed(new History.Unavailable(Problem.PARTIAL, tooShort(span, grid)));
        }
        return all(IntStream.range(0, servers.size())
                        .mapToObj(i ->
                                servers.get(i).past(grid, spacings.get(i).orElse(slowest.or(ScrapeSpacing.ASSUMED))))
                        .toList())
                .thenApply(pasts -> new PastWindows(span.service(), span.counting(), grid, pasts).history());
    }

    private static String tooShort(Span span, Grid grid) {
        return "a window of " + Words.of(grid.step()) + " does not fit between " + span.from() + " and " + span.to()
                + ", and a shorter one would not hold a scrape";
    }

    private static CompletableFuture<History> completed(History history) {
        return CompletableFuture.completedFuture(history);
    }

    private static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> parts) {
        return CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> parts.stream().map(CompletableFuture::join).toList());
    }
}
