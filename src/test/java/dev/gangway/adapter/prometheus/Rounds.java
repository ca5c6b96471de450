package dev.gangway.adapter.prometheus;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.adapter.prometheus.StubPrometheus.Query;
import dev.gangway.control.MetricsSource.Readings;
import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.Reading;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.traffic.ServiceRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** Reads what is counted in rounds of their own. */
final class Rounds {
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private Rounds() {}

    static PrometheusMetricsSource source(PrometheusServer... servers) {
        return new PrometheusMetricsSource(
                () -> List.of(servers), PrometheusSettings.DEFAULT, Clock.fixed(NOW, ZoneOffset.UTC), QueryMeter.NONE);
    }

    static Readings read(PrometheusMetricsSource source, ServiceRef... services) {
        return source.read(Stream.of(services).collect(toMap(identity(), service -> Counting.DEFAULT)))
                .await()
                .atMost(Duration.ofSeconds(30));
    }

    /** The lengths of the windows that a server was asked for. */
    static List<String> offsets(StubPrometheus server) {
        return server.queries().stream()
                .map(Query::promQl)
                .filter(promQl -> promQl.contains("_bucket{"))
                .map(promQl -> promQl.replaceAll("(?s).* offset (\\d+ms).*", "$1"))
                .toList();
    }

    static void assertLack(Readings readings, ServiceRef service, Problem problem, String detail) {
        assertThat(readings.byService().get(service)).isEqualTo(new Reading.Unavailable(problem, detail));
    }
}
