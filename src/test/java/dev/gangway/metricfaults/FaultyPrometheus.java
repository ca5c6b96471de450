package dev.gangway.metricfaults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Stands before a Prometheus and passes on what is asked and answered, or does what a fault says. */
final class FaultyPrometheus implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int HUGE = 10 << 20;

    private final URI upstream;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong injected = new AtomicLong();
    private final Map<String, String> kept = new ConcurrentHashMap<>();
    private volatile Optional<Fault> fault = Optional.empty();
    private volatile CountDownLatch slow = new CountDownLatch(1);
    private volatile long skewSeconds;

    FaultyPrometheus(URI upstream) {
        this.upstream = upstream;
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.setExecutor(threads);
        http.createContext("/", this::serve);
        http.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** Misbehaves so from now on; empty = works again. */
    void set(Optional<Fault> now) {
        slow.countDown();
        slow = new CountDownLatch(1);
        fault = now;
    }

    /** All its clocks, that of its samples among them, stand so much ahead. */
    void skew(long seconds) {
        skewSeconds = seconds;
    }

    /** How many answers were not what they should be. */
    long injected() {
        return injected.get();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            Optional<Fault> standing = fault;
            if (standing.isPresent() || skewSeconds != 0) {
                injected.incrementAndGet();
            }
            if (standing.equals(Optional.of(Fault.DOWN))) {
                return;
            }
            if (standing.filter(Fault::isSlow).isPresent()) {
                stall(exchange, standing.get(), ask(exchange, form));
                return;
            }
            answer(exchange, standing, form);
        }
    }

    private void answer(HttpExchange exchange, Optional<Fault> standing, String form) throws IOException {
        boolean time = form.startsWith("query=time%28%29") && !form.contains("max");
        switch (standing.orElse(Fault.STALE)) {
            case UNAUTHORIZED -> send(exchange, 401, "Unauthorized");
            case BAD_GATEWAY -> send(exchange, 502, "<html><body>502 Bad Gateway</body></html>");
            case OVERLOADED ->
                send(
                        exchange,
                        503,
                        "{\"status\":\"error\",\"errorType\":\"timeout\",\"error\":\"query timed out in expression"
                                + " evaluation\"}");
            case KEPT -> send(exchange, 200, keep(exchange, form));
            case KEPT_BUT_TIME -> send(exchange, 200, time ? ask(exchange, form) : keep(exchange, form));
            default -> send(exchange, 200, changed(standing, form, ask(exchange, form)));
        }
    }

    private static String changed(Optional<Fault> standing, String form, String body) {
        return standing.map(now -> switch (now) {
                    case EMPTY -> Answers.withoutResult(body);
                    case NO_SERIES -> form.contains("istio_") ? Answers.withoutResult(body) : body;
                    case NAN -> Answers.nan(body);
                    case WARNING -> Answers.warning(body);
                    case AHEAD_OF_ITS_SCRAPES -> Answers.later(body, form.contains("time=") ? 0 : 30);
                    case HUGE -> body + " ".repeat(HUGE);
                    default -> body;
                })
                .orElse(body);
    }

    /** The answer to the last query of this kind, whatever the time. */
    private String keep(HttpExchange exchange, String form) throws IOException {
        return kept.getOrDefault(kind(form), ask(exchange, form));
    }

    private static String kind(String form) {
        return form.replaceAll("&?(time|start|end)=[^&]*", "").replaceAll("offset\\+\\d+ms", "");
    }

    private String ask(HttpExchange exchange, String form) throws IOException {
        long skew = skewSeconds;
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(upstream + exchange.getRequestURI().getPath()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(skew == 0 ? form : Answers.earlier(form, skew)))
                .build();
        try {
            String body = HTTP.send(request, BodyHandlers.ofString()).body();
            String shown = skew == 0 ? body : Answers.later(body, skew);
            if (fault.isEmpty()) {
                kept.put(kind(form), shown);
            }
            return shown;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void stall(HttpExchange exchange, Fault standing, String body) throws IOException {
        CountDownLatch until = slow;
        if (standing == Fault.HANGING) {
            exchange.sendResponseHeaders(200, body.length());
            exchange.getResponseBody().write(Arrays.copyOf(body.getBytes(UTF_8), body.length() / 2));
            exchange.getResponseBody().flush();
        }
        try {
            until.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        slow.countDown();
        http.stop(0);
        threads.shutdownNow();
    }
}
