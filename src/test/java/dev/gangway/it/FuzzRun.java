package dev.gangway.it;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.it.FuzzedRequests.Request;
import dev.gangway.sim.SimulatedMesh;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Whatever is sent, the service answers, finds no fault of its own, and gives no secret away. {@code -Dfuzz.seed} draws the same requests
 * again, {@code -Dfuzz.requests} another number of them.
 */
@QuarkusTest
@TestProfile(FuzzRun.ManyChanges.class)
class FuzzRun {
    private static final Logger LOG = Logger.getLogger(FuzzRun.class);
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 100_000);
    /** Two backtests are played at a time: whoever asks for a third is told so. */
    private static final String BUSY = "urn:gangway:problem:busy";

    private static final int AT_ONCE = 16;
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);

    private final long seed = Long.getLong("fuzz.seed", System.nanoTime() & 0xffffff);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Integer, Integer> statuses = new TreeMap<>();

    @TestHTTPResource("/")
    URI server;

    @Inject
    SimulatedMesh mesh;

    /** The limit of changes has its own test. */
    public static class ManyChanges implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gangway.rest.changes-per-second", "100000", "gangway.rest.changes-at-once", "1000000");
        }
    }

    @Test
    void shouldAnswerWhateverIsSentWithoutAFaultOfItsOwnOrASecret() throws JsonProcessingException {
        LOG.infof("fuzzing: seed %d", seed);
        var openApi = new ObjectMapper()
                .readTree(given().get("/q/openapi?format=json").asString());
        FuzzedRequests requests = new FuzzedRequests(openApi, seed);
        assertThat(requests.operations()).isGreaterThan(25);
        List<String> secrets = secrets();
        assertThat(secrets).isNotEmpty();

        for (int sent = 0; sent < REQUESTS; sent += AT_ONCE) {
            List<Request> some =
                    IntStream.range(0, AT_ONCE).mapToObj(one -> requests.next()).toList();
            List<CompletableFuture<Answer>> answers =
                    some.stream().map(this::send).toList();
            for (int one = 0; one < some.size(); one++) {
                hold(some.get(one), answers.get(one).join(), secrets);
            }
        }

        LOG.infof("fuzzing: seed %d, answers %s", seed, statuses);
        assertThat(statuses).containsKeys(200, 201, 400, 404, 405, 415, 422);
        assertThat(given().get("/api/v1/shifts").statusCode()).isEqualTo(200);
    }

    /** What came of a request; a body that is not given is empty. */
    private record Answer(int status, String type, String body) {}

    private void hold(Request request, Answer answer, List<String> secrets) {
        statuses.merge(answer.status(), 1, Integer::sum);
        if (!answer.body().contains(BUSY)) {
            assertThat(answer.status())
                    .as("%s (seed %d): %s", request, seed, answer)
                    .isBetween(200, 499);
        }
        if (answer.status() >= 400 && !answer.body().isEmpty()) {
            assertThat(answer.type())
                    .as("%s (seed %d): %s", request, seed, answer)
                    .startsWith("application/problem+json");
        }
        assertThat(secrets).as("%s (seed %d)", request, seed).noneMatch(answer.body()::contains);
    }

    private CompletableFuture<Answer> send(Request request) {
        HttpRequest.Builder asked = HttpRequest.newBuilder(server.resolve(request.path()))
                .timeout(ANSWERS_WITHIN)
                .method(
                        request.method(),
                        BodyPublishers.ofByteArray(request.body().getBytes()));
        request.headers().forEach(asked::header);
        return client.sendAsync(asked.build(), BodyHandlers.ofString(UTF_8)).handle((answer, failure) -> {
            if (failure != null) {
                throw new AssertionError("no answer to %s (seed %d)".formatted(request, seed), failure);
            }
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.body());
        });
    }

    /** Of all Secrets of the management cluster and of the meshes', as they are and as their API server gives them. */
    private List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        Stream.of("management", "k8s2", "eks1")
                .flatMap(cluster -> mesh.client(cluster).secrets().inAnyNamespace().list().getItems().stream())
                .filter(secret -> secret.getData() != null)
                .flatMap(secret -> secret.getData().values().stream())
                .filter(data -> data.length() > 16)
                .forEach(data -> {
                    secrets.add(data);
                    secrets.add(new String(Base64.getDecoder().decode(data), UTF_8));
                });
        return secrets;
    }
}
