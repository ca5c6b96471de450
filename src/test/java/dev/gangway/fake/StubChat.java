package dev.gangway.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/** An incoming webhook on loopback. */
public final class StubChat implements AutoCloseable {
    public static final String SECRET = "T000-B000-secret";

    public final List<String> bodies = new CopyOnWriteArrayList<>();

    /** The statuses of the next answers; 200 from then on. */
    public final Queue<Integer> answers = new ArrayDeque<>();

    private final HttpServer server;

    public StubChat() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/services/" + SECRET, exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            Integer status = answers.poll();
            exchange.sendResponseHeaders(status == null ? 200 : status, -1);
            exchange.close();
        });
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:%d/services/%s".formatted(server.getAddress().getPort(), SECRET);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
