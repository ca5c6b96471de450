package dev.gangway.adapter.prometheus;

import dev.gangway.adapter.prometheus.QueryMeter.Outcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a server one query over HTTP. Nothing here blocks.
 *
 * <p>As many answers are read at a time as there are processors, and the others wait as bytes: read, one of 200 services takes
 * several times their room, and the JDK's client would begin with all of them at once.
 */
final class PrometheusClient {
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Executor reading = reading();
    private final AnswerReader reader = new AnswerReader();
    private final int maxResponseBytes;
    private final QueryMeter meter;

    PrometheusClient(int maxResponseBytes, QueryMeter meter) {
        this.maxResponseBytes = maxResponseBytes;
        this.meter = meter;
    }

    /**
     * Asks, and gives up after the given real time, to the last byte of the body.
     *
     * @return the answer; fails with {@link QueryFailedException} only
     */
    CompletableFuture<Answer> ask(PrometheusServer server, Question question, Duration timeout, Duration allowed) {
        long began = System.nanoTime();
        String who = "Prometheus of " + server.name();
        return send(server, question, timeout)
                .handleAsync(
                        (sent, failure) -> {
                            if (failure != null) {
                                throw failed(who, unwrapped(failure), allowed);
                            }
                            return read(who, question, sent);
                        },
                        reading)
                .whenComplete((answer, failure) ->
                        meter.queried(server.name(), outcome(failure), Duration.ofNanos(System.nanoTime() - began)));
    }

    private Answer read(String who, Question question, Sent sent) {
        var response = sent.response();
        Answer answer =
                reader.read(who, response.statusCode(), response.body().take(), question.type(), sent.secrets());
        if (!question.isAnsweredBy(answer)) {
            throw new QueryFailedException(
                    Outcome.UNREADABLE,
                    who + " answered for another time than was asked for; what stands before it and keeps answers must"
                            + " not");
        }
        return answer;
    }

    /** Its queue is as long as there are queries under way. */
    private static Executor reading() {
        int threads = Runtime.getRuntime().availableProcessors();
        ThreadPoolExecutor reading = new ThreadPoolExecutor(
                threads, threads, IDLE.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "gangway-answers");
                    thread.setDaemon(true);
                    return thread;
                });
        reading.allowCoreThreadTimeOut(true);
        return reading;
    }

    private record Sent(HttpResponse<BoundedBody.Content> response, Set<String> secrets) {}

    private CompletableFuture<Sent> send(PrometheusServer server, Question question, Duration timeout) {
        Optional<String> authorization;
        try {
            authorization = server.authorization().value();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(
                    new CredentialsException(e.getClass().getSimpleName()));
        }
        CompletableFuture<HttpResponse<BoundedBody.Content>> exchange;
        try {
            exchange = server.http()
                    .sendAsync(request(server, question, authorization), info -> new BoundedBody(maxResponseBytes));
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(new CredentialsException("it is no legal header"));
        }
        Set<String> secrets = secrets(server, authorization);
        CompletableFuture<Sent> bounded = exchange.thenApply(response -> new Sent(response, secrets))
                .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
        // Giving up does not end the exchange by itself; cancelling it closes the connection, which ends the query
        // there.
        return bounded.whenComplete((sent, failure) -> exchange.cancel(true));
    }

    private static HttpRequest request(PrometheusServer server, Question question, Optional<String> authorization) {
        // HTTP/1.1, because the upgrade that the JDK's client offers on a plain connection upsets some proxies.
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server.base() + "/api/v1/" + question.endpoint()))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(question.form()));
        server.headers().forEach(request::setHeader);
        authorization.ifPresent(value -> request.setHeader("Authorization", value));
        return request.build();
    }

    private static Set<String> secrets(PrometheusServer server, Optional<String> authorization) {
        Set<String> secrets = new HashSet<>(server.headers().values());
        authorization.ifPresent(value -> {
            secrets.add(value);
            secrets.add(value.substring(value.indexOf(' ') + 1));
        });
        secrets.removeIf(String::isBlank);
        return secrets;
    }

    private static QueryFailedException failed(String who, Throwable failure, Duration allowed) {
        if (failure instanceof TimeoutException) {
            return new QueryFailedException(Outcome.TIMED_OUT, who + " did not answer within " + Words.of(allowed));
        }
        if (failure instanceof CredentialsException) {
            return new QueryFailedException(
                    Outcome.UNREACHABLE, "the credentials for " + who + " can't be used: " + failure.getMessage());
        }
        if (unwrapped(failure) instanceof BoundedBody.TooLongException
                || failure.getCause() instanceof BoundedBody.TooLongException) {
            return new QueryFailedException(
                    Outcome.UNREADABLE, who + " answered with more bytes than are allowed", true);
        }
        // Only the kind of failure is told: messages of the JDK's client may quote addresses and headers.
        return new QueryFailedException(
                Outcome.UNREACHABLE,
                who + " can't be reached (" + failure.getClass().getSimpleName() + ")");
    }

    private static Outcome outcome(Throwable failure) {
        if (failure == null) {
            return Outcome.ANSWERED;
        }
        return unwrapped(failure) instanceof QueryFailedException known ? known.outcome() : Outcome.UNREADABLE;
    }

    static Throwable unwrapped(Throwable failure) {
        Throwable inner = failure;
        while (inner instanceof CompletionException && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }

    private static final class CredentialsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CredentialsException(String message) {
            super(message, null, false, false);
        }
    }
}
