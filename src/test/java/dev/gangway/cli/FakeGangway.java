package dev.gangway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that gives the answers that it was told to, one after another, and the last one again and again. */
final class FakeGangway implements AutoCloseable {
    private static final int HANGS_UP = 0;

    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new HashMap<>();

    /** What was asked. */
    final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** A request. */
    record Asked(String line, String body, String authorization, String key) {}

    private record Answer(int status, String body) {}

    FakeGangway() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** To {@code METHOD /path}, without what follows a question mark. */
    synchronized FakeGangway answers(String line, int status, String body) {
        answers.computeIfAbsent(line, any -> new ArrayDeque<>()).add(new Answer(status, body));
        return this;
    }

    synchronized FakeGangway refuses(String line, int status, String detail) {
        return answers(
                line,
                status,
                "{\"type\":\"urn:gangway:problem:x\",\"title\":\"x\",\"status\":%d,\"detail\":\"%s\"}"
                        .formatted(status, detail));
    }

    synchronized FakeGangway hangsUpOn(String line) {
        return answers(line, HANGS_UP, "");
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        asked.add(new Asked(
                line,
                body,
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("Idempotency-Key")));
        Deque<Answer> those = answers.getOrDefault(line.replaceFirst("\\?.*", ""), new ArrayDeque<>());
        Answer answer = those.isEmpty() ? new Answer(404, "") : those.size() == 1 ? those.peek() : those.remove();
        try (exchange) {
            if (answer.status() != HANGS_UP) {
                byte[] bytes = answer.body().getBytes(UTF_8);
                exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
