package dev.gangway.bench.load;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * One watch: what is told, by whatever thread, is sent in the order in which it was told, a text frame for each event. What the other
 * side has not read waits; where too much waits, that is printed, and the watch closed.
 */
final class WatchSocket {
    private static final short AS_ASKED = 1000;
    private static final short READS_TOO_SLOWLY = 1011;
    private static final long QUIET_MILLIS = 10_000;
    private static final int BYTES_IN_FLIGHT = 1 << 20;

    /** One that begins late waits for all that are kept, at first. */
    private static final int MOST_WAITING = 2 * ObjectCollection.EVENTS_KEPT;

    private final Vertx vertx;
    private final Context loop;
    private final ServerWebSocket socket;
    private final ObjectCollection objects;
    private final ResourcePath path;
    private final Queue<String> waiting = new ArrayDeque<>();
    private boolean isSending;
    private boolean isTooMuch;
    private long sentAt = System.nanoTime();
    private long quietTimer;

    /** On the event loop of the socket. */
    WatchSocket(Vertx vertx, ServerWebSocket socket, ObjectCollection objects, ResourcePath path) {
        this.vertx = vertx;
        this.socket = socket;
        this.objects = objects;
        this.path = path;
        loop = vertx.getOrCreateContext();
    }

    /**
     * Sends what has happened after a version and what happens from now on.
     *
     * @param atMost after it the watch is closed, as it was asked for
     * @param bookmarks whether to tell the version too where nothing else is told for a while
     */
    void begin(long after, Duration atMost, boolean bookmarks) {
        socket.setWriteQueueMaxSize(BYTES_IN_FLIGHT).drainHandler(any -> sendWaiting());
        long endTimer = vertx.setTimer(Math.max(1, atMost.toMillis()), any -> socket.close(AS_ASKED));
        if (bookmarks) {
            lookIfQuiet();
        }
        socket.closeHandler(any -> {
            vertx.cancelTimer(endTimer);
            vertx.cancelTimer(quietTimer);
            objects.end(this);
        });
        try {
            objects.watch(this, after);
        } catch (LeanApiServer.Refusal e) {
            send(Json.event("ERROR", Json.bytes(e.status())));
            loop.runOnContext(any -> socket.close(AS_ASKED));
        }
    }

    void send(String event) {
        synchronized (waiting) {
            waiting.add(event);
            if (waiting.size() > MOST_WAITING && !isTooMuch) {
                isTooMuch = true;
                loop.runOnContext(any -> giveUp());
            }
            if (isSending) {
                return;
            }
            isSending = true;
        }
        loop.runOnContext(any -> sendWaiting());
    }

    /** Until nothing waits, or the other side is to read first. */
    private void sendWaiting() {
        while (!socket.isClosed() && !socket.writeQueueFull()) {
            Optional<String> event = next();
            if (event.isEmpty()) {
                return;
            }
            socket.writeFinalTextFrame(event.get());
            sentAt = System.nanoTime();
        }
    }

    private Optional<String> next() {
        synchronized (waiting) {
            isSending = !waiting.isEmpty();
            return Optional.ofNullable(waiting.poll());
        }
    }

    /** What is on its way already stays so until the other side reads it, and then the close too. */
    private void giveUp() {
        System.err.printf(
                "a watch of %s is closed: it does not read, and %d events wait%n", path.plural(), MOST_WAITING);
        objects.end(this);
        synchronized (waiting) {
            waiting.clear();
        }
        socket.close(READS_TOO_SLOWLY, "reads too slowly");
    }

    private void lookIfQuiet() {
        long quiet = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sentAt);
        if (quiet >= QUIET_MILLIS) {
            objects.bookmark(this, path);
        }
        long next = quiet >= QUIET_MILLIS ? QUIET_MILLIS : QUIET_MILLIS - quiet;
        quietTimer = vertx.setTimer(next, any -> lookIfQuiet());
    }
}
