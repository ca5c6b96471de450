package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.cli.CommandLineInterface;
import dev.gangway.config.Workstation;
import dev.gangway.real.RealPrometheus;
import dev.gangway.real.Recording;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line reads a day of a real Prometheus and plays placebo shifts over it. */
class BacktestIT {
    private static final int SCRAPE_SECONDS = 15;
    private static final Duration DAY = Duration.ofHours(24);

    private static RealPrometheus prometheus;
    private static Instant end;

    @TempDir
    Path scratch;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void record() {
        RealPrometheus.assumeInstalled();
        end = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.HOURS);
        Recording recording = new Recording();
        Client healthy = new Client(recording, "checkout", 20, 0.001);
        Client young = new Client(recording, "newcomer", 5, 0);
        for (Instant at = end.minus(DAY).minusSeconds(600); at.isBefore(end); at = at.plusSeconds(SCRAPE_SECONDS)) {
            healthy.scraped(at);
            if (!at.isBefore(end.minus(Duration.ofMinutes(80)))) {
                young.scraped(at);
            }
        }
        prometheus = RealPrometheus.remembering(recording);
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    @Test
    void shouldPlayADayAndSayWhatItMeans() {
        int exit = gangway("--service", "shop/checkout");

        assertThat(exit).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("shop/checkout at k8s2", "windows of 15 s", "as it was", "5 % made to fail")
                .containsPattern("as it was +\\d of 100 ");
        assertThat(err.toString()).contains("reading shop/checkout").contains("took ");
    }

    @Test
    void shouldPlayAPolicyAndPrintJson() throws IOException {
        Path policy = Files.writeString(
                scratch.resolve("policy.yaml"),
                """
                apiVersion: gangway.dev/v1alpha1
                kind: ShiftPolicy
                metadata: {name: slow, namespace: shop}
                spec:
                  steps: [10, 50]
                  pacing: {soakSeconds: 300, watchSeconds: 600}
                """);

        int exit =
                gangway("--service", "shop/checkout", "--policy", policy.toString(), "--placebos", "20", "-o", "json");

        assertThat(exit).as(err.toString()).isZero();
        JsonPath json = JsonPath.from(out.toString());
        assertThat(json.getString("source")).isEqualTo("k8s2");
        assertThat(json.getInt("windows")).isBetween(5700, 5760);
        assertThat(json.getDouble("requestsPerSecond")).isBetween(18.0, 22.0);
        assertThat(json.getInt("healthy.rolledBack.count")).isLessThanOrEqualTo(1);
        assertThat(json.getDouble("healthy.secondsToAll.median")).isBetween(300.0, 900.0);
        assertThat(json.getList("regressions.failing", Double.class)).containsExactly(0.01, 0.05, 1.0);
        assertThat(json.getInt("regressions[2].rolledBack.count")).isEqualTo(20);
    }

    @Test
    void shouldRefuseAServiceThatIsTooYoung() {
        int exit = gangway("--service", "shop/newcomer");

        assertThat(exit).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).containsPattern("refused: only [78]\\d min of shop/newcomer are recorded");
    }

    @Test
    void shouldFailForAServiceThatNobodyKnows() {
        int exit = gangway("--service", "shop/nowhere");

        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).contains("refused: ", "nowhere.shop.svc", "begin earlier");
    }

    private int gangway(String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "backtest",
                "--prometheus",
                prometheus.base().toString(),
                "--from",
                end.minus(DAY).toString(),
                "--to",
                end.toString()));
        arguments.addAll(List.of(options));
        return new CommandLineInterface(new Workstation(), new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }

    /** A pod that calls one service at k8s2 and counts the answers as Istio's proxies do. */
    private static final class Client {
        private static final double[] EDGES = {5, 10, 25, 50, 100, 250, 500, 1000, Double.POSITIVE_INFINITY};
        private static final double[] NO_LONGER = {0.05, 0.2, 0.6, 0.85, 0.95, 0.99, 0.998, 0.9995, 1};

        private final UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(8L);
        private final Recording recording;
        private final String service;
        private final double rate;
        private final double failing;
        private final Map<String, Long> counters = new TreeMap<>();

        Client(Recording recording, String service, double rate, double failing) {
            this.recording = recording;
            this.service = service;
            this.rate = rate;
            this.failing = failing;
        }

        void scraped(Instant at) {
            int requests = PoissonSampler.of(random, rate * SCRAPE_SECONDS).sample();
            for (int i = 0; i < requests; i++) {
                answered(random.nextDouble() < failing ? 503 : 200);
            }
            recording.up(at, service, true);
            counters.forEach((series, value) -> {
                int brace = series.indexOf('{');
                recording.show(at, service, series.substring(0, brace), series.substring(brace + 1), value);
            });
        }

        private void answered(int code) {
            String labels =
                    ("reporter=\"source\",source_workload=\"client\",destination_service=\"%s.shop.svc.cluster.local\","
                                    + "destination_cluster=\"k8s2\",response_code=\"%d\",response_flags=\"-\"")
                            .formatted(service, code);
            counters.merge("istio_requests_total{" + labels + ",request_protocol=\"http\"", 1L, Long::sum);
            double rank = random.nextDouble();
            for (int i = 0; i < EDGES.length; i++) {
                String edge = Double.isInfinite(EDGES[i]) ? "+Inf" : Integer.toString((int) EDGES[i]);
                counters.merge(
                        "istio_request_duration_milliseconds_bucket{%s,le=\"%s\"".formatted(labels, edge),
                        rank <= NO_LONGER[i] ? 1L : 0L,
                        Long::sum);
            }
        }
    }
}
