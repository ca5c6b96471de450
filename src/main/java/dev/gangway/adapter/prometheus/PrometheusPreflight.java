package dev.gangway.adapter.prometheus;

import dev.gangway.control.Preflight;
import dev.gangway.domain.shift.ShiftPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Whether the service can be judged: every Prometheus answers, and together they count requests to the source by the name that
 * its MeshCluster has.
 */
public final class PrometheusPreflight implements Preflight {
    private static final String FIELD = "service";
    private static final Duration RECENT = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMinutes(1);

    private final PrometheusServers servers;
    private final PrometheusSettings settings;
    private final PrometheusClient client;

    /** Asks the servers that there are at each check, and tells the meter of each query. */
    public PrometheusPreflight(PrometheusServers servers, PrometheusSettings settings, QueryMeter meter) {
        this.servers = servers;
        this.settings = settings;
        this.client = new PrometheusClient(settings.maxResponseBytes(), meter);
    }

    /** A server's answer, or why there is none. */
    private record Heard(PrometheusServer server, List<Row> rows, String problem) {
        boolean hasNothing() {
            return problem.isEmpty() && rows.stream().noneMatch(row -> row.isCount() && row.count() > 0);
        }
    }

    @Override
    public List<Check> check(ShiftPlan plan) {
        List<CompletableFuture<Heard>> asked = PrometheusServer.byEndpoint(servers.current()).values().stream()
                .map(server -> ask(server, plan))
                .toList();
        List<Heard> heard = asked.stream().map(CompletableFuture::join).toList();
        List<Check> checks = new ArrayList<>();
        heard.forEach(answer -> checks.add(answers(answer)));
        if (heard.isEmpty()) {
            checks.add(new Check(
                    "prometheus-answers",
                    FIELD,
                    Result.FAIL,
                    "no MeshCluster names a Prometheus",
                    "set spec.prometheus.url of each MeshCluster"));
        }
        // Less than all of them might miss just the clients that matter.
        if (!heard.isEmpty()
                && heard.stream().allMatch(answer -> answer.problem().isEmpty())) {
            checks.add(series(plan, heard));
        }
        return checks;
    }

    /** A server that was started a moment ago has counted nothing over a time at whose beginning it was not there. */
    private CompletableFuture<Heard> ask(PrometheusServer server, ShiftPlan plan) {
        return ask(server, plan, RECENT)
                .thenCompose(heard -> heard.hasNothing() ? ask(server, plan, SHORT) : done(heard))
                .thenCompose(heard -> heard.hasNothing() ? ask(server, plan, settings.firstWindow()) : done(heard));
    }

    private static CompletableFuture<Heard> done(Heard heard) {
        return CompletableFuture.completedFuture(heard);
    }

    private CompletableFuture<Heard> ask(PrometheusServer server, ShiftPlan plan, Duration window) {
        String counts = PromQl.counts(
                List.of(plan.service()), plan.counting().signal(), settings.lookback(), window.toMillis());
        return client.ask(
                        server,
                        Question.at(OptionalLong.empty(), counts, "vector"),
                        settings.timeout(),
                        settings.timeout())
                .thenApply(answer -> answer.warnings().isEmpty()
                        ? new Heard(server, answer.rows(), "")
                        : new Heard(
                                server,
                                List.of(),
                                "Prometheus of %s warns: %s"
                                        .formatted(server.name(), Words.together(answer.warnings()))))
                .exceptionally(failure -> new Heard(server, List.of(), sentence(server, failure)));
    }

    private static String sentence(PrometheusServer server, Throwable failure) {
        return QueryFailedException.sentence(
                server, failure instanceof CompletionException ? failure.getCause() : failure);
    }

    private static Check answers(Heard heard) {
        String id = "prometheus-of-" + heard.server().name().replace(", ", "-and-");
        return heard.problem().isEmpty()
                ? Check.pass(
                        id,
                        FIELD,
                        "Prometheus of %s answers".formatted(heard.server().name()))
                : new Check(
                        id,
                        FIELD,
                        Result.UNKNOWN,
                        heard.problem(),
                        "a shift rises only while every Prometheus answers: see spec.prometheus of its MeshCluster");
    }

    private static Check series(ShiftPlan plan, List<Heard> heard) {
        String id = "prometheus-series";
        String counted = plan.protocol().counted();
        Map<String, Long> byCluster = new TreeMap<>();
        heard.stream()
                .flatMap(answer -> answer.rows().stream())
                .filter(Row::isCount)
                .forEach(row -> byCluster.merge(
                        row.hasNoCluster() ? "unknown" : row.label("destination_cluster"), row.count(), Long::sum));
        long all = byCluster.values().stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            return new Check(
                    id,
                    FIELD,
                    Result.WARN,
                    "nobody has counted %s to %s in the last %d minutes"
                            .formatted(counted, plan.service(), RECENT.toMinutes()),
                    "without them the shift can't be judged, and waits at its first step: see that clients have sidecars"
                            + " and that Istio's metrics with reporter=\"source\" are scraped");
        }
        long atSource = byCluster.getOrDefault(plan.source().value(), 0L);
        String seen = "%d %s to %s in the last %d minutes, by destination_cluster: %s"
                .formatted(all, counted, plan.service(), RECENT.toMinutes(), byCluster);
        return atSource > 0
                ? Check.pass(id, FIELD, seen)
                : new Check(
                        id,
                        FIELD,
                        Result.FAIL,
                        seen,
                        "none is of source %s: its MeshCluster must be named as Istio names the cluster (values"
                                        .formatted(plan.source())
                                + ".global.multiCluster.clusterName), or the traffic is elsewhere");
    }
}
