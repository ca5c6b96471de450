package dev.gangway.adapter.prometheus;

import dev.gangway.domain.traffic.ClusterName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Asks one server how a cluster was used, one query after the other to spare it. */
final class ServerUse {
    private static final int HOURS_IN_A_DAY = 24;

    private final PrometheusClient client;
    private final PrometheusServer server;
    private final Duration timeout;
    private final ClusterName cluster;
    private final int days;
    private final long began = System.nanoTime();
    private final Map<String, List<Row>> arrivals = new TreeMap<>();
    private final Map<String, List<Row>> gateways = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    /** Prepares the queries; the time for all of them begins here. */
    ServerUse(PrometheusClient client, PrometheusServer server, Duration timeout, ClusterName cluster, int days) {
        this.client = client;
        this.server = server;
        this.timeout = timeout;
        this.cluster = cluster;
        this.days = days;
    }

    /** Whether it is the server that watches the cluster itself. */
    boolean isOwn() {
        return clusters().contains(cluster.value());
    }

    /** Asks all. Does not fail: what went wrong is among the problems. */
    CompletableFuture<ServerUse> asked() {
        CompletableFuture<Void> asked = isOwn() ? watching() : CompletableFuture.completedFuture(null);
        for (String counter : UsePromQl.COUNTERS) {
            asked = asked.thenCompose(done ->
                            ask(UsePromQl.arrivals(counter, cluster, days), answer -> keep(arrivals, counter, answer)))
                    .thenCompose(done ->
                            ask(UsePromQl.gateways(counter, cluster, days), answer -> keep(gateways, counter, answer)));
        }
        return asked.handle((done, failure) -> {
            if (failure != null) {
                problems.add(QueryFailedException.sentence(server, failure));
            }
            return this;
        });
    }

    /** What arrived in the cluster, by the counter that says so. */
    Map<String, List<Row>> arrivals() {
        return arrivals;
    }

    /** What gateways of the cluster sent on. */
    Map<String, List<Row>> gateways() {
        return gateways;
    }

    /** Why what it says is not all, in sentences; none = it is. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    String name() {
        return "Prometheus of " + server.name();
    }

    private List<String> clusters() {
        return List.of(server.name().split(", "));
    }

    /** Whether it would have seen anything. */
    private CompletableFuture<Void> watching() {
        return ask(UsePromQl.hoursWatched(days), answer -> {
                    int hours = days * HOURS_IN_A_DAY;
                    long watched = answer.rows().stream()
                            .filter(Row::isCount)
                            .mapToLong(Row::count)
                            .sum();
                    // The last hour of the window may not have come to its full step.
                    if (watched < hours - 1) {
                        problems.add("%s was not there, or has forgotten, in %d of the last %d hours"
                                .formatted(name(), hours - watched, hours));
                    }
                })
                .thenCompose(
                        done -> ask(UsePromQl.proxies(cluster, days, clusters().size() > 1), answer -> {
                            if (answer.rows().isEmpty()) {
                                problems.add("%s has scraped no proxy of %s %s"
                                        .formatted(name(), cluster, Words.lastDays(days)));
                            }
                        }));
    }

    private CompletableFuture<Void> ask(String promQl, Consumer<Answer> taker) {
        Duration left = timeout.minusNanos(System.nanoTime() - began);
        return client.ask(server, Question.at(OptionalLong.empty(), promQl, "vector"), left, timeout)
                .thenAccept(answer -> {
                    answer.warnings().forEach(warning -> problems.add(name() + " warns: " + warning));
                    taker.accept(answer);
                });
    }

    private void keep(Map<String, List<Row>> kept, String counter, Answer answer) {
        List<Row> rows = answer.rows();
        if (!rows.stream().allMatch(Row::isCount)) {
            problems.add(name() + " answered with values that are no counts");
        }
        kept.put(counter, rows.stream().filter(Row::isCount).toList());
    }
}
