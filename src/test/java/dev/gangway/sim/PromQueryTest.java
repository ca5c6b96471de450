package dev.gangway.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromQueryTest {
    private static final Series FAILED = new Series(
            "istio_requests_total",
            Map.of("response_code", "503", "destination_service", "checkout.shop.svc.cluster.local"));

    @Test
    void shouldReadGrowthWithItsLabelsAndOffset() {
        String query =
                "sum by (a, le) (\n last_over_time(m{x=\"a b\"}[600s])\n - last_over_time(m{x=\"a b\"}[600s] offset 9500ms)"
                        + " >= 0 or (last_over_time(m{x=\"a b\"}[600s]) unless on(job,instance)"
                        + " (last_over_time(up[600s]) unless last_over_time(up[600s] offset 9500ms) == 1)))";

        assertThat(PromQuery.parse(query)).isInstanceOfSatisfying(PromQuery.Growth.class, growth -> {
            assertThat(growth.by()).isEqualTo(List.of("a", "le"));
            assertThat(growth.range()).isEqualTo(Duration.ofMinutes(10));
            assertThat(growth.offset()).isEqualTo(Duration.ofMillis(9500));
            assertThat(growth.selector().matches()).accepts(new Series("m", Map.of("x", "a b")));
            assertThat(growth.fresh()).isEmpty();
        });
    }

    @Test
    void shouldReadGrowthWithoutWhatWasNotScrapedBefore() {
        String query = "sum by (a) ((last_over_time(m[600s]) - last_over_time(m[600s] offset 60000ms) >= 0 or"
                + " (last_over_time(m[600s]) unless on (job,instance) (last_over_time(up[600s]) unless"
                + " last_over_time(up[600s] offset 60000ms) == 1))) unless (last_over_time(m[600s] offset 60000ms)"
                + " unless last_over_time(m[5500ms] offset 60000ms)))";

        assertThat(PromQuery.parse(query)).isInstanceOfSatisfying(PromQuery.Growth.class, growth -> {
            assertThat(growth.range()).isEqualTo(Duration.ofMinutes(10));
            assertThat(growth.offset()).isEqualTo(Duration.ofMinutes(1));
            assertThat(growth.fresh()).hasValue(Duration.ofMillis(5500));
        });
    }

    @Test
    void shouldReadWhetherAllThatIsKnownIsUp() {
        String query = "count(last_over_time(up[5500ms])) unless count(last_over_time(m{x=\"y\"}[600s])"
                + " and on (job,instance) last_over_time(up[5500ms]) == 0)";

        assertThat(PromQuery.parse(query)).isInstanceOfSatisfying(PromQuery.Count.class, count -> {
            assertThat(count.range()).isEqualTo(Duration.ofMillis(5500));
            assertThat(count.selector().matches()).accepts(new Series("up", Map.of()));
        });
    }

    @Test
    void shouldReadASelectorOfAThousandServices() {
        String hosts = "checkout\\\\.shop\\\\.svc\\\\.cluster\\\\.local|".repeat(1000);

        assertThat(samples("istio_requests_total{destination_service=~\"" + hosts + "\"}")
                        .selector()
                        .matches())
                .accepts(FAILED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "istio_requests_total{response_code=\"503\"}",
                "istio_requests_total{response_code!=\"200\"}",
                "istio_requests_total{response_code=~\"5..|0\"}",
                "istio_requests_total{response_code!~\"2..\", grpc_response_status=\"\"}",
                "istio_requests_total{destination_service=~\"checkout\\\\.shop\\\\.svc\\\\.cluster\\\\.local\"}",
                "istio_requests_total"
            })
    void shouldSelectBySeveralMatchers(String selector) {
        assertThat(samples(selector).selector().matches()).accepts(FAILED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "istio_requests_total{response_code=\"200\"}",
                "istio_requests_total{response_code=~\"5\"}",
                "istio_requests_total{response_code!~\"5..|0\"}",
                "istio_requests_total{grpc_response_status=~\".+\"}",
                "up"
            })
    void shouldNotSelectWhatDoesNotMatch(String selector) {
        assertThat(samples(selector).selector().matches()).rejects(FAILED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rate(istio_requests_total[1m])",
                "istio_requests_total",
                "istio_requests_total{response_code=200}[1m]",
                "istio_requests_total{response_code=~\"(\"}[1m]",
                "sum by (a) (last_over_time(m[600s]) - last_over_time(n[600s] offset 10s) >= 0)"
            })
    void shouldRefuseWhatItDoesNotKnow(String query) {
        assertThatThrownBy(() -> PromQuery.parse(query)).isInstanceOf(IllegalArgumentException.class);
    }

    private static PromQuery.Samples samples(String selector) {
        return (PromQuery.Samples) PromQuery.parse(selector + "[3m]");
    }
}
