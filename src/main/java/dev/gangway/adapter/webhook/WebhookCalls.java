package dev.gangway.adapter.webhook;

import static java.util.Objects.requireNonNull;

import dev.gangway.control.gate.GateCall;
import dev.gangway.control.gate.GateCalls;
import dev.gangway.control.gate.GateMeter;
import dev.gangway.domain.shift.Gate;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Calls gates by HTTP POST. Each call waits for its own answer alone, so a gate that is slow or dead delays no other. Redirects are not
 * followed, and of an answer only the status is read.
 */
public final class WebhookCalls implements GateCalls {
    private static final int AT_ONCE = 1_000;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** What stands before a gate answers so when the gate does not. */
    private static final Set<Integer> NOT_FROM_THE_GATE = Set.of(502, 503, 504);

    private final AllowedHosts hosts;
    private final HostTokens tokens;
    private final GateMeter meter;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /**
     * Calls nobody else.
     *
     * @param hosts that may be called; throws IllegalArgumentException for one that is no host
     * @param tokens a directory with the bearer token of a host in a file of its name; empty = none has one
     */
    public WebhookCalls(List<String> hosts, Optional<Path> tokens, GateMeter meter) {
        this.hosts = new AllowedHosts(hosts);
        this.tokens = new HostTokens(tokens);
        this.meter = requireNonNull(meter, "meter");
    }

    @Override
    public CompletionStage<Answer> call(Gate gate, GateCall call) {
        long began = System.nanoTime();
        return call(gate, Payload.of(gate, call).json(), gate.retries())
                .whenComplete((answer, failure) -> meter.called(
                        gate.type(),
                        answer == null ? Outcome.UNANSWERED : answer.outcome(),
                        Duration.ofNanos(System.nanoTime() - began)));
    }

    private CompletableFuture<Answer> call(Gate gate, String body, int retries) {
        return once(gate, body)
                .thenCompose(answer -> answer.outcome() == Outcome.UNANSWERED && retries > 0
                        ? call(gate, body, retries - 1)
                        : CompletableFuture.completedFuture(answer));
    }

    private CompletableFuture<Answer> once(Gate gate, String body) {
        if (!hosts.admit(gate.url())) {
            return unanswered("may not be called: gangway.gates.hosts does not name %s"
                    .formatted(gate.url().getHost()));
        }
        Optional<String> token;
        try {
            token = tokens.of(gate.url());
        } catch (IOException e) {
            return unanswered("can't be called: the token of %s can't be read (%s)"
                    .formatted(gate.url().getHost(), e.getClass().getSimpleName()));
        }
        HttpRequest request;
        try {
            request = request(gate, body, token);
        } catch (IllegalArgumentException e) {
            return unanswered("can't be called: its url or the token of its host makes no legal request");
        }
        return free.tryAcquire() ? send(gate, request) : unanswered("was not called: too many gates are being asked");
    }

    private CompletableFuture<Answer> send(Gate gate, HttpRequest request) {
        CompletableFuture<HttpResponse<Void>> exchange = http.sendAsync(request, info -> new StatusOnly());
        return exchange.orTimeout(gate.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .handle((response, failure) -> {
                    free.release();
                    // Giving up ends no exchange by itself.
                    exchange.cancel(true);
                    return failure == null ? answer(response.statusCode()) : silence(gate, failure);
                });
    }

    private static HttpRequest request(Gate gate, String body, Optional<String> token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gate.url())
                .header("Content-Type", "application/json")
                .header("User-Agent", "gangway")
                .timeout(gate.timeout())
                .POST(BodyPublishers.ofString(body));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request.build();
    }

    private static Answer answer(int status) {
        if (status / 100 == 2) {
            return new Answer(Outcome.PASSED, "answered " + status);
        }
        if (NOT_FROM_THE_GATE.contains(status)) {
            return new Answer(Outcome.UNANSWERED, "did not answer: what stands before it says " + status);
        }
        String more = status / 100 == 3 ? ", and redirects are not followed" : "";
        return new Answer(Outcome.REFUSED, "answered %d%s".formatted(status, more));
    }

    /** Only the kind of failure is told: messages of the JDK's client may quote headers. */
    private static Answer silence(Gate gate, Throwable failure) {
        Throwable inner = failure.getCause() == null ? failure : failure.getCause();
        String kind = inner.getClass().getSimpleName();
        return new Answer(
                Outcome.UNANSWERED,
                kind.contains("Timeout")
                        ? "did not answer within %d s".formatted(gate.timeout().toSeconds())
                        : "can't be reached (%s)".formatted(kind));
    }

    private static CompletableFuture<Answer> unanswered(String words) {
        return CompletableFuture.completedFuture(new Answer(Outcome.UNANSWERED, words));
    }
}
