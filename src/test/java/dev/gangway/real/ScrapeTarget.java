package dev.gangway.real;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A pod with metrics: serves a text that the test gives, on a port that it keeps when it goes down and comes back. */
public final class ScrapeTarget implements AutoCloseable {
    private final AtomicInteger scrapes = new AtomicInteger();
    private final int port;
    private volatile Supplier<String> text = () -> "";
    private HttpServer http;

    /** Starts on a free port with no metrics. */
    public ScrapeTarget() {
        http = listen(0);
        port = http.getAddress().getPort();
    }

    /** Host and port. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Serves this text, made anew for each scrape. */
    public void serve(Supplier<String> given) {
        text = given;
    }

    /** Serves this text. */
    public void serve(String given) {
        serve(() -> given);
    }

    /** How often it was scraped. */
    public int scrapes() {
        return scrapes.get();
    }

    /** Refuses connections. */
    public void down() {
        http.stop(0);
    }

    /** Listens again. */
    public void up() {
        http = listen(port);
    }

    @Override
    public void close() {
        down();
    }

    private HttpServer listen(int wanted) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
            server.createContext("/metrics", exchange -> {
                byte[] body = text.get().getBytes(UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
                exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
                scrapes.incrementAndGet();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
