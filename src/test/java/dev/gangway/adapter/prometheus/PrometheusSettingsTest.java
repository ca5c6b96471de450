package dev.gangway.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "historyTimeout, PT5S, PT0S, PT10M, PT1S, 200, PT10S, PT5M, 1024",
        "timeout, PT0S, PT30S, PT10M, PT1S, 200, PT10S, PT5M, 1024",
        "lookback, PT5S, PT30S, PT-1S, PT1S, 200, PT10S, PT5M, 1024",
        "delay, PT5S, PT30S, PT10M, PT-1S, 200, PT10S, PT5M, 1024",
        "batchSize, PT5S, PT30S, PT10M, PT1S, 0, PT10S, PT5M, 1024",
        "firstWindow, PT5S, PT30S, PT10M, PT1S, 200, PT0S, PT5M, 1024",
        "firstWindow, PT5S, PT30S, PT10M, PT1S, 200, PT6M, PT5M, 1024",
        "maxWindow, PT5S, PT30S, PT10M, PT1S, 200, PT10S, PT11M, 1024",
        "maxResponseBytes, PT5S, PT30S, PT10M, PT1S, 200, PT10S, PT5M, 0"
    })
    void shouldNameTheSettingThatIsWrong(
            String named,
            Duration timeout,
            Duration history,
            Duration lookback,
            Duration delay,
            int batch,
            Duration first,
            Duration max,
            int bytes) {
        assertThatThrownBy(() -> new PrometheusSettings(timeout, history, lookback, delay, batch, first, max, bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Prometheus " + named + " ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://u:hunter2@prom:9090",
                "ftp://prom/hunter2",
                "http:///hunter2",
                "http://prom/?token=hunter2",
                "http://prom/#hunter2"
            })
    void shouldRefuseAnAddressThatMayHoldASecretWithoutShowingIt(String address) {
        assertThatThrownBy(() -> server(address, Map.of()))
                .hasMessageContaining("Prometheus of eks1")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void shouldRefuseAHeaderThatCantBeSentWithoutShowingItsValue() {
        assertThatThrownBy(() -> server("http://prom", Map.of("X-Key", "hunter2\n")))
                .hasMessageContaining("X-Key")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void shouldNotShowSecretsAsText() {
        var server = new PrometheusServer(
                "eks1",
                URI.create("https://thanos/query/"),
                Map.of("X-Key", "hunter2"),
                Authorization.basic("u", () -> "hunter2"),
                HttpClient.newHttpClient());
        assertThat(server)
                .hasToString("Prometheus of eks1 at https://thanos/query, headers [X-Key], authorization basic");
    }

    private static PrometheusServer server(String address, Map<String, String> headers) {
        return new PrometheusServer(
                "eks1", URI.create(address), headers, Authorization.NONE, HttpClient.newHttpClient());
    }
}
