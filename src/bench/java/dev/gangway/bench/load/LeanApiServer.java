package dev.gangway.bench.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The API server of one cluster over HTTP, for tens of thousands of objects: reads, lists, fenced writes, and watches over WebSocket,
 * which is how clients of real ones watch. On the event loops that it is given, which serve all of its connections; whatever may take
 * long is left to their workers.
 */
final class LeanApiServer {
    private static final String LOOPBACK = "127.0.0.1";

    /** To Vert.x a negative number is a port that the operating system chooses, one for all who name the same number. */
    private static final AtomicInteger ANY_PORTS = new AtomicInteger();

    private final LeanCluster cluster;
    private final Vertx vertx;
    private final int anyPort = ANY_PORTS.decrementAndGet();
    private volatile int port;

    /** Starts it; it ends with the event loops. */
    LeanApiServer(LeanCluster cluster, Vertx vertx, int eventLoops) {
        this.cluster = cluster;
        this.vertx = vertx;
        vertx.deployVerticle(Listener::new, new DeploymentOptions().setInstances(eventLoops))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Serves a part of the connections, on one event loop. */
    private final class Listener extends AbstractVerticle {
        @Override
        public void start(Promise<Void> started) {
            HttpServerOptions options = new HttpServerOptions()
                    .setHttp2ClearTextEnabled(false)
                    .setPerFrameWebSocketCompressionSupported(false)
                    .setPerMessageWebSocketCompressionSupported(false);
            vertx.createHttpServer(options)
                    .requestHandler(LeanApiServer.this::handle)
                    .listen(anyPort, LOOPBACK)
                    .<Void>map(server -> {
                        port = server.actualPort();
                        return null;
                    })
                    .onComplete(started);
        }
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
                .formatted(cluster.name(), port);
    }

    private void handle(HttpServerRequest request) {
        Future.succeededFuture(request).compose(this::serve).onFailure(thrown -> {
            Refusal refusal = thrown instanceof Refusal known ? known : new Refusal(500, thrown.toString());
            if (!request.response().ended() && !request.response().closed()) {
                answer(request, refusal.code(), Json.bytes(refusal.status()));
            }
        });
    }

    private Future<Void> serve(HttpServerRequest request) {
        ResourcePath path = ResourcePath.of(request.path());
        if ("true".equals(request.getParam("watch"))) {
            return watch(request, path);
        }
        return body(request, path).compose(body -> answer(request, 200, body));
    }

    private Future<byte[]> body(HttpServerRequest request, ResourcePath path) {
        return switch (request.method().name()) {
            case "GET" -> path.name().isEmpty() ? list(request, path) : Future.succeededFuture(cluster.get(path));
            case "POST" -> request.body().map(sent -> cluster.create(path, Json.object(sent.getBytes())));
            case "PUT" -> request.body().map(sent -> cluster.replace(path, Json.object(sent.getBytes())));
            case "DELETE" ->
                request.body()
                        .map(sent -> cluster.delete(path, Json.object(sent.length() == 0 ? "{}" : sent.toString())));
            default -> throw new Refusal(405, "reads, creates, replaces and deletes are all that is known here");
        };
    }

    /** In pages, where they are asked for. All pages tell the version of the first: what was written since is watched from there. */
    private Future<byte[]> list(HttpServerRequest request, ResourcePath path) {
        String token = request.getParam("continue", "");
        long version = token.isEmpty() ? cluster.version() : Long.parseLong(token.substring(0, token.indexOf(' ')));
        String after = token.substring(token.indexOf(' ') + 1);
        int limit = Integer.parseInt(request.getParam("limit", Integer.toString(Integer.MAX_VALUE)));
        return vertx.executeBlocking(
                () -> {
                    ObjectCollection.Page page = cluster.collection(path).list(path.namespace(), after, limit);
                    String next = page.last().map(last -> version + " " + last).orElse("");
                    return Json.list(path.kind(), path.apiVersion(), version, next, page.objects());
                },
                false);
    }

    /** Ends after as long as the client has asked for, as API servers do. */
    private Future<Void> watch(HttpServerRequest request, ResourcePath path) {
        if (!request.headers().contains(HttpHeaders.UPGRADE, "websocket", true)) {
            throw new Refusal(501, "watches are served over WebSocket alone");
        }
        long after = Long.parseLong(request.getParam("resourceVersion", "0"));
        Duration atMost = Duration.ofSeconds(Long.parseLong(request.getParam("timeoutSeconds", "3600")));
        boolean bookmarks = "true".equals(request.getParam("allowWatchBookmarks"));
        return request.toWebSocket()
                .onSuccess(socket ->
                        new WatchSocket(vertx, socket, cluster.collection(path), path).begin(after, atMost, bookmarks))
                .mapEmpty();
    }

    private static Future<Void> answer(HttpServerRequest request, int code, byte[] body) {
        return request.response()
                .setStatusCode(code)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(Buffer.buffer(body));
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
            return Json.object("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\"}")
                    .put("code", code)
                    .put("message", getMessage());
        }
    }
}
