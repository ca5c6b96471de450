package dev.gangway.proxy;

import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketBase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** One watch that passes through. All of it runs in the proxy's one event loop. */
final class WatchPipe {
    static final String EXPIRED =
            "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},"
                    + "\"status\":\"Failure\",\"message\":\"too old resource version\",\"reason\":\"Expired\",\"code\":410}}";
    private static final int REMEMBERED = 100;
    private static final int HELD = 10_000;

    private final Call call;
    private final WebSocket server;
    private final ServerWebSocket client;
    private boolean silent;
    private final Queue<String> said = new ArrayDeque<>();
    private final Queue<String> held = new ArrayDeque<>();

    WatchPipe(Call call, WebSocket server, ServerWebSocket client, Runnable ended) {
        this.call = call;
        this.server = server;
        this.client = client;
        server.textMessageHandler(this::heard);
        server.binaryMessageHandler(message -> heard(message.toString()));
        server.closeHandler(unused -> close(client, ended));
        client.closeHandler(unused -> close(server, ended));
        server.exceptionHandler(unused -> close(client, ended));
        client.exceptionHandler(unused -> close(server, ended));
    }

    Call call() {
        return call;
    }

    void silence() {
        silent = true;
    }

    /** What was held back while it was silent comes now, as from a network that stalls. */
    void flush() {
        silent = false;
        List<String> late = new ArrayList<>(held);
        held.clear();
        late.forEach(this::pass);
    }

    void expire() {
        var unused = client.writeTextMessage(EXPIRED).onComplete(done -> cut());
    }

    /** All that was said before is said again. Returns how many messages that are. */
    int replay() {
        List<String> again = new ArrayList<>(said);
        again.forEach(message -> client.writeTextMessage(message));
        return again.size();
    }

    void cut() {
        var unusedClient = client.close();
        var unusedServer = server.close();
    }

    private void heard(String message) {
        if (!silent) {
            pass(message);
        } else if (held.size() < HELD) {
            held.add(message);
        }
    }

    private void pass(String message) {
        said.add(message);
        if (said.size() > REMEMBERED) {
            said.remove();
        }
        if (!client.isClosed()) {
            var unused = client.writeTextMessage(message);
        }
    }

    private static void close(WebSocketBase other, Runnable ended) {
        ended.run();
        if (!other.isClosed()) {
            var unused = other.close();
        }
    }
}
