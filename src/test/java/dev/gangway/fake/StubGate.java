package dev.gangway.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gate on loopback, which says no until it is told otherwise. */
public final class StubGate implements AutoCloseable {
    public final List<String> bodies = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private volatile int status = 403;

    public StubGate() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:%d/check".formatted(server.getAddress().getPort());
    }

    /** From now on all are answered so. */
    public void answerWith(int code) {
        status = code;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
