package dev.gangway.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.History;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.sim.PrometheusFault;
import dev.gangway.sim.SimulatedMesh;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulated services have a past, and it is read as a real one is. */
class SimulatedHistoryTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final SimulatedMesh mesh = SimulatedMesh.start(
            new SimulatedMesh.Settings(Clock.fixed(NOW, ZoneOffset.UTC), 77, Duration.ofSeconds(5), HOUR, Map.of()));

    @AfterEach
    void stop() {
        mesh.close();
    }

    @ParameterizedTest
    @CsvSource({"checkout, 200", "payments, 150", "ledger, 0.2"})
    void shouldHaveAnHourOfHistoryAtTheStart(String service, double perSecond) {
        List<MetricWindow> windows = ((History.Recorded) read(service, HOUR, Duration.ofSeconds(10))).windows();

        long requests = windows.stream()
                .mapToLong(window -> window.of(new ClusterName("k8s2")).requests())
                .sum();
        long failures = windows.stream()
                .mapToLong(window -> window.of(new ClusterName("k8s2")).failures())
                .sum();
        long fast = windows.stream()
                .mapToLong(
                        window -> window.of(new ClusterName("k8s2")).latency().count())
                .sum();
        double expected = perSecond * 10 * windows.size();
        assertThat(windows).as("but for the first, whose services are new").hasSizeBetween(340, 360);
        assertThat((double) requests).isBetween(expected - 6 * Math.sqrt(expected), expected + 6 * Math.sqrt(expected));
        assertThat((double) failures).isLessThan(0.001 * expected + 6 * Math.sqrt(0.001 * expected) + 3);
        assertThat(fast).isEqualTo(requests - failures);
        assertThat(windows)
                .allSatisfy(window -> assertThat(window.byDestination()).containsOnlyKeys(new ClusterName("k8s2")));
    }

    @Test
    void shouldReadADayThatIsMostlyMissing() {
        History history = read("checkout", Duration.ofHours(24), Duration.ofMinutes(1));

        assertThat(((History.Recorded) history).windows()).hasSizeBetween(57, 60);
    }

    @Test
    void shouldFailAsTheSimulatedPrometheusDoes() {
        assertThat(whenFailing(PrometheusFault.OUTAGE)).isEqualTo(Problem.PARTIAL);
        assertThat(whenFailing(PrometheusFault.NAN)).isEqualTo(Problem.INVALID);
        assertThat(whenFailing(PrometheusFault.EMPTY)).isEqualTo(Problem.PARTIAL);
    }

    private Problem whenFailing(PrometheusFault fault) {
        mesh.setPrometheusFault("eks1", Optional.of(fault));
        return ((History.Unavailable) read("checkout", HOUR, Duration.ofSeconds(10))).problem();
    }

    private History read(String service, Duration span, Duration step) {
        List<PrometheusServer> servers = mesh.prometheuses().entrySet().stream()
                .map(server ->
                        new PrometheusServer(server.getKey(), server.getValue(), Map.of(), Authorization.NONE, HTTP))
                .toList();
        return new PrometheusMetricsHistory(
                        () -> servers, PrometheusSettings.DEFAULT, Clock.fixed(NOW, ZoneOffset.UTC), QueryMeter.NONE)
                .read(new ServiceRef("shop", service), NOW.minus(span), NOW, step, Counting.DEFAULT)
                .await()
                .atMost(Duration.ofSeconds(60));
    }
}
