package dev.gangway.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.domain.traffic.ServiceRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedMeshTest {
    private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");
    private static final String M = "istio_requests_total{reporter=\"source\", destination_service=~"
            + "\"checkout\\\\.shop\\\\.svc\\\\.cluster\\\\.local|x\", source_workload!~\"istio-eastwestgateway.*\"}";

    private final HandClock clock = new HandClock();
    private final SimulatedMesh mesh = SimulatedMesh.start(SimulatedMesh.Settings.of(clock, 77));
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        mesh.close();
    }

    @Test
    void shouldTellGangwaysClusterHowToReachTheOthers() {
        KubernetesClient management = mesh.client("management");
        GenericKubernetesResource cluster = management
                .genericKubernetesResources("gangway.dev/v1alpha1", "MeshCluster")
                .withName("eks1")
                .get();
        String encoded = management
                .secrets()
                .inNamespace("gangway-system")
                .withName("eks1-kubeconfig")
                .get()
                .getData()
                .get("kubeconfig");
        String kubeconfig = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);

        assertThat(cluster.<String>get("spec", "network")).isEqualTo("eks1.prd.sfo2");
        assertThat(cluster.<String>get("spec", "prometheus", "url"))
                .isEqualTo(mesh.prometheuses().get("eks1").toString());
        try (KubernetesClient eks1 = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig))
                .build()) {
            assertThat(eks1.services().inNamespace("shop").list().getItems())
                    .extracting(service -> service.getMetadata().getName())
                    .contains("checkout", "payments", "search", "ledger", "gateway", "events");
        }
    }

    @Test
    void shouldFollowTheRoutesThatAreWritten() {
        write("k8s2");
        write("eks1");

        assertThat(mesh.shares("k8s2", CHECKOUT)).containsEntry("k8s2", 0.9).containsEntry("eks1", 0.1);

        mesh.client("k8s2")
                .resource(Serialization.asYaml(Configs.weights(90, 10)))
                .delete();
        assertThat(mesh.shares("k8s2", CHECKOUT)).containsOnlyKeys("k8s2");
        assertThat(mesh.shares("eks1", CHECKOUT)).containsEntry("eks1", 0.1);
    }

    @Test
    void shouldAnswerThePrometheusQueriesThatGangwaySends() throws Exception {
        write("k8s2");
        write("eks1");
        pass(Duration.ofMinutes(2));

        JsonNode time = query("k8s2", "time()");
        assertThat(time.path("data").path("result").path(0).asLong())
                .isEqualTo(clock.instant().getEpochSecond());

        JsonNode up = query("k8s2", "count(last_over_time(up[600s] offset 10000ms))");
        assertThat(up.path("data").path("result").path(0).path("value").path(1).asText())
                .isEqualTo("1");

        JsonNode samples = query(
                "k8s2",
                "istio_requests_total{reporter=\"source\",destination_service=\"" + CHECKOUT.host()
                        + "\",destination_cluster=\"eks1\",response_code=\"200\"}[1m]");
        JsonNode values = samples.path("data").path("result").path(0).path("values");
        assertThat(values).hasSize(12);
        assertThat(values.path(1).path(0).asLong() - values.path(0).path(0).asLong())
                .isEqualTo(5);
    }

    @Test
    void shouldSumTheGrowthSinceTheOffset() throws Exception {
        write("k8s2");
        write("eks1");
        pass(Duration.ofMinutes(2));

        JsonNode result =
                query("k8s2", growth("destination_cluster")).path("data").path("result");

        // 140 requests a second from k8s2 over 10 s.
        assertThat(result).hasSize(2);
        double sum = 0;
        for (JsonNode entry : result) {
            sum += entry.path("value").path(1).asDouble();
        }
        assertThat(sum).isBetween(1_200.0, 1_600.0);
    }

    @Test
    void shouldCountASeriesThatIsNewFromNothing() throws Exception {
        pass(Duration.ofMinutes(1));
        write("k8s2");
        write("eks1");
        pass(Duration.ofSeconds(10));

        JsonNode result =
                query("k8s2", growth("destination_cluster")).path("data").path("result");

        assertThat(result).anySatisfy(entry -> {
            assertThat(entry.path("metric").path("destination_cluster").asText())
                    .isEqualTo("eks1");
            assertThat(entry.path("value").path(1).asInt()).isPositive();
        });
    }

    @Test
    void shouldHaveNoOldScrapesInTheBeginning() throws Exception {
        pass(Duration.ofSeconds(8));

        assertThat(query("k8s2", "count(last_over_time(up[600s] offset 10000ms))")
                        .path("data")
                        .path("result"))
                .isEmpty();
        assertThat(query("k8s2", growth("destination_cluster")).path("data").path("result"))
                .isEmpty();
    }

    @Test
    void shouldHaveAPastIfItIsAskedFor() throws Exception {
        var settings = new SimulatedMesh.Settings(clock, 77, Duration.ofSeconds(5), Duration.ofMinutes(20), Map.of());
        try (SimulatedMesh old = SimulatedMesh.start(settings)) {
            long now = clock.instant().getEpochSecond();
            URI range = old.prometheuses().get("k8s2").resolve("/api/v1/query_range");

            HttpResponse<String> response = post(
                    range,
                    "query=" + URLEncoder.encode(growth("destination_cluster"), StandardCharsets.UTF_8) + "&start="
                            + (now - 1190) + "&end=" + now + "&step=10");

            JsonNode data = new ObjectMapper().readTree(response.body()).path("data");
            assertThat(data.path("resultType").asText()).isEqualTo("matrix");
            JsonNode values = data.path("result").path(0).path("values");
            // 140 requests a second from k8s2 over 10 s, and 7 sigma of them.
            assertThat(values)
                    .hasSize(120)
                    .allSatisfy(point -> assertThat(point.path(1).asDouble()).isBetween(1_140.0, 1_660.0));
            assertThat(values.path(1).path(0).asLong()).isEqualTo(now - 1180);
            assertThat(data.path("result")
                            .path(0)
                            .path("metric")
                            .path("destination_cluster")
                            .asText())
                    .isEqualTo("k8s2");
        }
    }

    @Test
    void shouldRefuseARangeThatPrometheusWouldNotAnswer() throws Exception {
        URI range = mesh.prometheuses().get("k8s2").resolve("/api/v1/query_range");

        assertThat(post(range, "query=count(last_over_time(up[5s]))&start=0&end=11001&step=1")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(range, "query=count(last_over_time(up[5s]))&start=0&end=1&step=0")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(range, "query=time()&start=0&end=1&step=1").statusCode())
                .isEqualTo(400);
        assertThat(post(range, "query=count(last_over_time(up[5s]))&start=0&end=1")
                        .body())
                .contains("step");
    }

    @Test
    void shouldRefuseAQueryThatItDoesNotKnow() throws Exception {
        HttpResponse<String> response = post("k8s2", "rate(istio_requests_total[1m])");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("bad_data");
    }

    @Test
    void shouldFailInTheWaysThatAreAskedFor() throws Exception {
        pass(Duration.ofMinutes(1));

        mesh.setPrometheusFault("k8s2", Optional.of(PrometheusFault.NAN));
        assertThat(query("k8s2", growth("destination_cluster")).toString()).contains("NaN");
        mesh.setPrometheusFault("k8s2", Optional.of(PrometheusFault.EMPTY));
        assertThat(query("k8s2", growth("destination_cluster")).path("data").path("result"))
                .isEmpty();
        mesh.setPrometheusFault("k8s2", Optional.of(PrometheusFault.OUTAGE));
        assertThatThrownBy(() -> query("k8s2", "time()")).isInstanceOf(IOException.class);
        mesh.setPrometheusFault("k8s2", Optional.empty());
        assertThat(query("k8s2", "time()").path("status").asText()).isEqualTo("success");
    }

    @Test
    void shouldSayWhatIsThereWhenANameIsNot() {
        assertThatThrownBy(() -> mesh.client("k8s9"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("k8s9")
                .hasMessageContaining("eks1");
        assertThatThrownBy(() -> mesh.clearRegression(new ServiceRef("shop", "events")))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void shouldSkipTheNightThatTheMachineSlept() {
        pass(Duration.ofHours(9));

        // Ten minutes of 140 requests a second, not nine hours of them.
        assertThat(mesh.metrics("k8s2")).contains("istio_requests_total");
        assertThat(total()).isBetween(80_000.0, 88_000.0);
    }

    private double total() {
        return mesh.metrics("k8s2")
                .lines()
                .filter(line -> line.startsWith("istio_requests_total") && line.contains("checkout.shop"))
                .filter(line -> line.contains("reporter=\"source\""))
                .mapToDouble(line -> Double.parseDouble(line.replaceFirst(".* ", "")))
                .sum();
    }

    private void pass(Duration duration) {
        clock.advance(duration);
        mesh.catchUp();
    }

    private void write(String cluster) {
        mesh.client(cluster).resource(Serialization.asYaml(Configs.rule())).create();
        mesh.client(cluster)
                .resource(Serialization.asYaml(Configs.weights(90, 10)))
                .create();
    }

    private static String growth(String by) {
        return "sum by (" + by + ") (last_over_time(" + M + "[600s]) - last_over_time(" + M
                + "[600s] offset 10000ms) >= 0\n  or (last_over_time(" + M
                + "[600s]) unless on (job, instance) (last_over_time(up[600s])"
                + " unless last_over_time(up[600s] offset 10000ms) == 1)))";
    }

    private JsonNode query(String cluster, String query) throws IOException, InterruptedException {
        HttpResponse<String> response = post(cluster, query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }

    private HttpResponse<String> post(String cluster, String query) throws IOException, InterruptedException {
        return post(
                mesh.prometheuses().get(cluster).resolve("/api/v1/query"),
                "query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }

    private HttpResponse<String> post(URI address, String form) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
