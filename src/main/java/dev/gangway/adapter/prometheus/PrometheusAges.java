package dev.gangway.adapter.prometheus;

import dev.gangway.adapter.prometheus.PrometheusServer.Endpoint;
import dev.gangway.control.MetricsAges;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Asks a server how old its newest sample is when somebody wants to know, and not again for ten seconds, however many want to. Any
 * replica does, whichever leads.
 */
public final class PrometheusAges implements MetricsAges {
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final PrometheusServers servers;
    private final PrometheusSettings settings;
    private final PrometheusClient client;
    private final Clock clock;
    private final Map<Endpoint, Asked> asked = new ConcurrentHashMap<>();

    /** A server that was asked, with its answer to that or to the question before. */
    private record Asked(Instant at, boolean isUnderWay, Optional<Heard> heard) {}

    /**
     * Has asked nobody.
     *
     * @param clock by which ages become instants
     * @param meter told of each query
     */
    public PrometheusAges(PrometheusServers servers, PrometheusSettings settings, QueryMeter meter, Clock clock) {
        this.servers = servers;
        this.settings = settings;
        this.client = new PrometheusClient(settings.maxResponseBytes(), meter);
        this.clock = clock;
    }

    @Override
    public Optional<Heard> of(String cluster) {
        Collection<PrometheusServer> current;
        try {
            current = servers.current();
        } catch (IllegalArgumentException e) {
            return Optional.of(Heard.lacking(e.getMessage()));
        }
        asked.keySet()
                .retainAll(current.stream().map(PrometheusServer::endpoint).collect(Collectors.toSet()));
        return current.stream()
                .filter(server -> server.name().equals(cluster))
                .findFirst()
                .flatMap(this::heard);
    }

    private Optional<Heard> heard(PrometheusServer server) {
        boolean[] isDue = new boolean[1];
        Asked now = asked.compute(server.endpoint(), (endpoint, before) -> {
            isDue[0] = before == null
                    || (!before.isUnderWay()
                            && !clock.instant().isBefore(before.at().plus(KEPT)));
            Optional<Heard> last = before == null ? Optional.empty() : before.heard();
            return isDue[0] ? new Asked(clock.instant(), true, last) : before;
        });
        if (isDue[0]) {
            ask(server);
        }
        return now.heard();
    }

    private void ask(PrometheusServer server) {
        Question question = Question.at(OptionalLong.empty(), PromQl.AGE_OF_ALL, "vector");
        var unused = client.ask(server, question, settings.timeout(), settings.timeout())
                .thenApply(answer -> heard(server, answer.rows()))
                .exceptionally(failure -> Heard.lacking(QueryFailedException.sentence(server, failure)))
                .thenAccept(heard -> asked.computeIfPresent(
                        server.endpoint(), (endpoint, before) -> new Asked(before.at(), false, Optional.of(heard))));
    }

    private Heard heard(PrometheusServer server, List<Row> rows) {
        double seconds = rows.isEmpty() ? Double.NaN : rows.get(0).value();
        return Double.isFinite(seconds)
                ? Heard.of(clock.instant().minusMillis(Math.round(seconds * 1000)))
                : Heard.lacking("Prometheus of " + server.name() + " watches no target");
    }
}
