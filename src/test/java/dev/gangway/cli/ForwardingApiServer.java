package dev.gangway.cli;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** As much of an API server as a port-forward to the pods of Gangway needs: gangway-1 is ready, gangway-0 is not. */
final class ForwardingApiServer {
    private static final String PODS = "/api/v1/namespaces/gangway-system/pods";
    private static final byte DATA = 0;
    private static final byte ERROR = 1;

    private final Vertx vertx;
    private final URI pod;
    private final HttpServer server;
    private volatile String forbidden = "";

    /** Who asked for what. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    ForwardingApiServer(Vertx vertx, URI pod) {
        this.vertx = vertx;
        this.pod = pod;
        server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").addWebSocketSubProtocol("v4.channel.k8s.io"))
                .requestHandler(this::list)
                .webSocketHandler(this::forward);
        server.listen(0).toCompletionStage().toCompletableFuture().join();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    void forbid(String words) {
        forbidden = words;
    }

    private void list(HttpServerRequest request) {
        asked.add(bearer(request.getHeader("Authorization")) + " " + request.uri());
        var response = request.response().putHeader("Content-Type", "application/json");
        if (!forbidden.isEmpty()) {
            response.setStatusCode(403)
                    .end(
                            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":403,\"message\":\"%s\"}"
                                    .formatted(forbidden));
            return;
        }
        String items = request.path().equals(PODS) ? pod("gangway-0", "False") + "," + pod("gangway-1", "True") : "";
        response.end("{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"items\":[%s]}".formatted(items));
    }

    private static String pod(String name, String ready) {
        return "{\"metadata\":{\"name\":\"%s\"},\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"%s\"}]}}"
                .formatted(name, ready);
    }

    /** Each message has its channel first; the first of each channel holds the port. */
    private void forward(ServerWebSocket socket) {
        asked.add(bearer(socket.headers().get("Authorization")) + " " + socket.uri());
        socket.pause();
        vertx.createNetClient().connect(pod.getPort(), pod.getHost()).onSuccess(connection -> {
            for (byte channel : new byte[] {DATA, ERROR}) {
                socket.writeBinaryMessage(Buffer.buffer().appendByte(channel).appendUnsignedShortLE(8080));
            }
            socket.binaryMessageHandler(message -> connection.write(message.slice(1, message.length())));
            connection.handler(data ->
                    socket.writeBinaryMessage(Buffer.buffer().appendByte(DATA).appendBuffer(data)));
            connection.closeHandler(closed -> socket.close());
            socket.closeHandler(closed -> connection.close());
            socket.resume();
        });
    }

    private static String bearer(String authorization) {
        return authorization == null ? "nobody" : authorization.replace("Bearer ", "");
    }
}
