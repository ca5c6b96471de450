package dev.gangway.sim;

import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.util.Set;

/** A watch that can be cut: the mock server knows no way to end one from its side. */
final class WatchLine extends WebSocketListener {
    private static final int GOING_AWAY = 1001;

    private final WebSocketListener watch;
    private final Set<WatchLine> open;
    private final Object writing;
    private volatile WebSocket socket;

    /** Nobody writes objects while he holds {@code writing}. */
    WatchLine(WebSocketListener watch, Set<WatchLine> open, Object writing) {
        this.watch = watch;
        this.open = open;
        this.writing = writing;
    }

    /** Ends the watch, if it is open, as an API server that goes down does. */
    void cut() {
        WebSocket current = socket;
        if (current != null) {
            current.close(GOING_AWAY, "the simulated API server is switched off");
        }
    }

    @Override
    public void onBeforeAccept(WebSocket webSocket, Response response) {
        socket = webSocket;
        open.add(this);
        watch.onBeforeAccept(webSocket, response);
    }

    @Override
    public void onOpen(WebSocket webSocket, Response response) {
        // The mock server now tells of all that stands, and walks over the map that writers change.
        synchronized (writing) {
            watch.onOpen(webSocket, response);
        }
    }

    @Override
    public void onMessage(WebSocket webSocket, String text) {
        watch.onMessage(webSocket, text);
    }

    @Override
    public void onMessage(WebSocket webSocket, byte[] bytes) {
        watch.onMessage(webSocket, bytes);
    }

    @Override
    public void onClosing(WebSocket webSocket, int code, String reason) {
        open.remove(this);
        watch.onClosing(webSocket, code, reason);
    }

    @Override
    public void onClosed(WebSocket webSocket, int code, String reason) {
        open.remove(this);
        watch.onClosed(webSocket, code, reason);
    }

    @Override
    public void onFailure(WebSocket webSocket, Throwable error, Response response) {
        open.remove(this);
        watch.onFailure(webSocket, error, response);
    }
}
