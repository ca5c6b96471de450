package dev.gangway.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.it.FuzzedRequests.Request;
import dev.gangway.it.FuzzedRequests.Senders;
import dev.gangway.sim.SimulatedMesh;
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

/**
 * Sends a running service requests that are nearly right. Whatever is sent, it answers, as its description says, finds no fault of its
 * own, and neither tells nor logs a secret. {@code -Dfuzz.seed} draws the same requests again, {@code -Dfuzz.requests} another number of
 * them.
 */
final class Fuzzing {
    private static final Logger LOG = Logger.getLogger(Fuzzing.class);
    private static final String BUSY = "urn:gangway:problem:busy";

    private static final int AT_ONCE = 16;
    private static final int FAULT = 500;
    private static final int UNAVAILABLE = 503;
    private static final List<Integer> TOO_LONG = List.of(414, 431);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);

    private final long seed = Long.getLong("fuzz.seed", System.nanoTime() & 0xffffff);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final URI server;
    private final List<String> secrets;

    /** What came of a request; a body that is not given is empty. */
    private record Answer(int status, String type, String body) {}

    Fuzzing(URI server, List<String> secrets) {
        this.server = server;
        this.secrets = secrets;
        assertThat(secrets).isNotEmpty();
    }

    /** Sends so many, if no property says another number, and returns how many there were of each status. */
    Map<Integer, Integer> send(int many, Senders senders) {
        int requests = Integer.getInteger("fuzz.requests", many);
        LOG.infof("fuzzing: %d requests, seed %d", requests, seed);
        FuzzedRequests fuzzed = new FuzzedRequests(OpenApi.ask(), senders, seed);
        assertThat(fuzzed.operations()).isGreaterThan(25);
        try (LeakedLines leaked = LeakedLines.watch(secrets)) {
            for (int sent = 0; sent < requests; sent += AT_ONCE) {
                List<Request> some = IntStream.range(0, AT_ONCE)
                        .mapToObj(one -> fuzzed.next())
                        .toList();
                List<CompletableFuture<Answer>> answers =
                        some.stream().map(this::send).toList();
                for (int one = 0; one < some.size(); one++) {
                    hold(some.get(one), answers.get(one).join());
                }
            }
            assertThat(leaked.lines()).as("seed %d", seed).isEmpty();
        }
        LOG.infof("fuzzing: seed %d, answers %s", seed, statuses);
        return statuses;
    }

    private void hold(Request request, Answer answer) {
        statuses.merge(answer.status(), 1, Integer::sum);
        String what = "%s (seed %d): %s".formatted(request, seed, answer);
        if (!isBusy(request, answer)) {
            assertThat(answer.status()).as(what).isBetween(200, FAULT - 1);
        }
        if (answer.status() >= 400 && !answer.body().isEmpty()) {
            assertThat(answer.type()).as(what).startsWith("application/problem+json");
        }
        if (!request.answers().isEmpty() && !TOO_LONG.contains(answer.status())) {
            assertThat(request.answers()).as(what).contains(String.valueOf(answer.status()));
        }
        assertThat(secrets).as(what).noneMatch(answer.body()::contains);
    }

    /** Two backtests are played at a time: whoever asks for a third is told so, by a status alone with HEAD. */
    private static boolean isBusy(Request request, Answer answer) {
        return answer.body().contains(BUSY)
                || (answer.status() == UNAVAILABLE && request.path().contains("/backtest"));
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
    static List<String> secretsOf(SimulatedMesh mesh) {
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
