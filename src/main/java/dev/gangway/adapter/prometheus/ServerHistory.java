package dev.gangway.adapter.prometheus;

import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.traffic.ServiceRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Asks one server for a service's past: how often it scrapes, then along a grid what it counted and what it saw at all. */
final class ServerHistory {
    private final PrometheusClient client;
    private final PrometheusSettings settings;
    private final PrometheusServer server;
    private final ServiceRef service;
    private final Counting counting;
    private final long began = System.nanoTime();

    /** Prepares the queries; their time begins here. */
    ServerHistory(
            PrometheusClient client,
            PrometheusSettings settings,
            PrometheusServer server,
            ServiceRef service,
            Counting counting) {
        this.client = client;
        this.settings = settings;
        this.server = server;
        this.service = service;
        this.counting = counting;
    }

    /**
     * How often the service's clients are scraped, the slower of what holds at both ends of a span. Does not fail: empty if
     * nothing is seen of them there.
     */
    CompletableFuture<Optional<ScrapeSpacing>> spacing(Instant from, Instant to) {
        Instant early = from.plus(PromQl.PROBED);
        CompletableFuture<Optional<ScrapeSpacing>> atTheEnd = spacing(to);
        return early.isBefore(to)
                ? atTheEnd.thenCombine(spacing(early), (late, first) -> Stream.of(late, first)
                        .flatMap(Optional::stream)
                        .reduce(ScrapeSpacing::or))
                : atTheEnd;
    }

    private CompletableFuture<Optional<ScrapeSpacing>> spacing(Instant at) {
        // A server that can't answer this can't answer more: that will be said then.
        return ask(Question.at(
                        OptionalLong.of(at.toEpochMilli()), PromQl.samples(service, counting.signal()), "matrix"))
                .thenApply(answer -> ScrapeSpacing.of(answer.result()))
                .exceptionally(failure -> Optional.empty());
    }

    /** Asks, one query after the other to spare the server. Does not fail, and ends within the timeout. */
    CompletableFuture<ServerPast> past(Grid grid, ScrapeSpacing scrapes) {
        long window = grid.stepMillis();
        Duration fresh = Grid.fresh(scrapes);
        Duration reach = grid.step().plus(fresh);
        // Else a pod that went away inside a window would take its last requests with it.
        Duration lookback = settings.lookback().compareTo(reach) > 0 ? settings.lookback() : reach;
        PastTally tally = new PastTally(server.name(), service, counting, grid);
        return along(PromQl.seen(service, counting.signal(), fresh), grid, 0, grid.windows(), tally::addSeen)
                .thenCompose(done -> along(
                        PromQl.idle(service, counting.signal(), lookback, fresh),
                        grid,
                        0,
                        grid.windows(),
                        tally::addIdle))
                .thenCompose(done -> {
                    if (!tally.hasSeen()) {
                        return done();
                    }
                    String counts = PromQl.pastCounts(service, counting.signal(), lookback, fresh, window);
                    String durations = PromQl.pastDurations(service, counting, lookback, fresh, window);
                    CompletableFuture<Void> counted = along(counts, grid, 1, grid.windows(), tally::addCounts);
                    return counting.hasDurations()
                            ? counted.thenCompose(all -> along(durations, grid, 1, grid.windows(), tally::addDurations))
                            : counted;
                })
                .thenApply(done -> tally.past())
                .exceptionally(failure -> new ServerPast.Lacking(
                        server.name(), Problem.FAILED, QueryFailedException.sentence(server, failure)));
    }

    /** From one instant to another; in halves, one after the other, where the answer to the whole would be too large. */
    private CompletableFuture<Void> along(String promQl, Grid grid, int from, int to, Consumer<Answer> taker) {
        return ask(Question.along(grid.millis(from), grid.millis(to), grid.stepMillis(), promQl))
                .thenAccept(taker)
                .exceptionallyCompose(failure -> {
                    if (from == to || !QueryFailedException.isTooLarge(failure)) {
                        return CompletableFuture.failedFuture(failure);
                    }
                    int middle = (from + to) / 2;
                    return along(promQl, grid, from, middle, taker)
                            .thenCompose(early -> along(promQl, grid, middle + 1, to, taker));
                });
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<Answer> ask(Question question) {
        Duration left = settings.historyTimeout().minusNanos(System.nanoTime() - began);
        return client.ask(server, question, left, settings.historyTimeout());
    }
}
