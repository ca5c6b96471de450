package dev.gangway.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The API server of one cluster over HTTP, for tens of thousands of objects: reads, lists, fenced writes and watches that stream
 * lines. Answers an upgrade to WebSocket with 503, at which clients take a stream.
 */
final class LeanApiServer implements AutoCloseable {
    private final LeanCluster cluster;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "api-server");
        thread.setDaemon(true);
        return thread;
    });

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
    }

    /** Starts it. */
    LeanApiServer(LeanCluster cluster) throws IOException {
        this.cluster = cluster;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** For any client of it. Without a token fabric8 looks for one in its files at each call. */
    String kubeconfig() {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: %1$s, cluster: {server: "http://127.0.0.1:%2$d"}}]
                users: [{name: gangway, user: {token: nobody-asks}}]
                contexts: [{name: %1$s, context: {cluster: %1$s, user: gangway, namespace: gangway-system}}]
                current-context: %1$s
                """
                .formatted(cluster.name(), server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                ResourcePath path = ResourcePath.of(exchange.getRequestURI().getPath());
                Map<String, String> query = query(exchange);
                if (exchange.getRequestHeaders().containsKey("Upgrade")) {
                    throw new Refusal(503, "watches are streams here");
                } else if ("true".equals(query.get("watch"))) {
                    watch(exchange, path, query);
                } else {
                    answer(exchange, 200, body(exchange, path, query));
                }
            } catch (Refusal e) {
                answer(exchange, e.code(), Json.bytes(e.status()));
            }
        } catch (IOException e) {
            // The caller is gone.
        }
    }

    private byte[] body(HttpExchange exchange, ResourcePath path, Map<String, String> query) throws IOException {
        byte[] sent = exchange.getRequestBody().readAllBytes();
        return switch (exchange.getRequestMethod()) {
            case "GET" -> path.name().isEmpty() ? list(path, query) : cluster.get(path);
            case "POST" -> cluster.create(path, Json.object(sent));
            case "PUT" -> cluster.replace(path, Json.object(sent));
            case "DELETE" -> cluster.delete(path, sent.length == 0 ? Json.object("{}") : Json.object(sent));
            default -> throw new Refusal(405, "reads, creates, replaces and deletes are all that is known here");
        };
    }

    /** In pages, where they are asked for. All pages tell the version of the first: what was written since is watched from there. */
    private byte[] list(ResourcePath path, Map<String, String> query) {
        String token = query.getOrDefault("continue", "");
        long version = token.isEmpty() ? cluster.version() : Long.parseLong(token.substring(0, token.indexOf(' ')));
        String after = token.substring(token.indexOf(' ') + 1);
        int limit = Integer.parseInt(query.getOrDefault("limit", Integer.toString(Integer.MAX_VALUE)));
        ObjectCollection.Page page = cluster.collection(path).list(path.namespace(), after, limit);
        String next = page.last().map(last -> version + " " + last).orElse("");
        return Json.list(path.kind(), path.apiVersion(), version, next, page.objects());
    }

    /** Ends after as long as the client has asked for, as API servers do. */
    private void watch(HttpExchange exchange, ResourcePath path, Map<String, String> query) throws IOException {
        long after = Long.parseLong(query.getOrDefault("resourceVersion", "0"));
        Duration atMost = Duration.ofSeconds(Long.parseLong(query.getOrDefault("timeoutSeconds", "3600")));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        WatchStream watch = new WatchStream();
        cluster.collection(path).watch(watch, after);
        try {
            watch.run(exchange.getResponseBody(), atMost, () -> cluster.collection(path)
                    .bookmark(watch, path));
        } finally {
            cluster.collection(path).end(watch);
        }
    }

    private static void answer(HttpExchange exchange, int code, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, body.length);
        exchange.getResponseBody().write(body);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        String text = exchange.getRequestURI().getRawQuery();
        for (String pair : text == null ? new String[0] : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
            }
        }
        return query;
    }

    /** The server says no. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int code;

        Refusal(int code, String why) {
            super(why);
            this.code = code;
        }

        int code() {
            return code;
        }

        ObjectNode status() {
            return Json.object("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\"}".getBytes(UTF_8))
                    .put("code", code)
                    .put("message", getMessage());
        }
    }
}
