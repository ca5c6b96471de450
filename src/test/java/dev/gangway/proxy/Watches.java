package dev.gangway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The watches through a proxy. One that comes back after it was cut, without a list in between, expires: the mock server behind
 * would leave out without a word what has changed meanwhile.
 */
public final class Watches {
    private final Upstream upstream;
    private final Vertx vertx;
    private final WebSocketClient client;
    private final Set<WatchPipe> open = ConcurrentHashMap.newKeySet();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();

    Watches(Upstream upstream, Vertx vertx) {
        this.upstream = upstream;
        this.vertx = vertx;
        client = vertx.createWebSocketClient(upstream.watches());
    }

    /** From now on nothing comes through those of these that stand, and their connections stay. Returns how many there are. */
    public int silence(Predicate<Call> which) {
        AtomicInteger count = new AtomicInteger();
        each(pipe -> {
            if (which.test(pipe.call())) {
                pipe.silence();
                count.incrementAndGet();
            }
        });
        return count.get();
    }

    /** What was held back comes now, and all is as ever. */
    public void endSilence() {
        each(WatchPipe::flush);
    }

    /** All are told that their version is too old, and are closed. Returns how many there were. */
    public int expire() {
        int count = open.size();
        each(WatchPipe::expire);
        return count;
    }

    /** All are told again what they were told before. Returns how many old messages were sent. */
    public int replay() {
        AtomicInteger sent = new AtomicInteger();
        each(pipe -> sent.addAndGet(pipe.replay()));
        return sent.get();
    }

    /** All are cut. Returns how many there were. */
    public int cut() {
        int count = open.size();
        each(WatchPipe::cut);
        return count;
    }

    /** How many there are of these. */
    public long count(Predicate<Call> which) {
        return open.stream().filter(pipe -> which.test(pipe.call())).count();
    }

    void heard(Call call) {
        if (call.isList()) {
            ended.remove(call.path());
        }
    }

    void pass(Call call, HttpServerRequest request, MultiMap headers) {
        request.pause();
        boolean expires = ended.contains(call.path());
        client.connect(new WebSocketConnectOptions()
                        .setHost(upstream.address().getHost())
                        .setPort(upstream.port())
                        .setURI(request.uri())
                        .setHeaders(headers))
                .onSuccess(server -> request.toWebSocket()
                        .onSuccess(socket -> join(call, server, socket, expires))
                        .onFailure(failure -> server.close()))
                .onFailure(failure -> refuse(request, failure));
    }

    private void join(Call call, WebSocket server, ServerWebSocket socket, boolean expires) {
        WatchPipe[] pipe = new WatchPipe[1];
        pipe[0] = new WatchPipe(call, server, socket, () -> {
            if (open.remove(pipe[0])) {
                ended.add(call.path());
            }
        });
        open.add(pipe[0]);
        if (expires) {
            pipe[0].expire();
        }
    }

    private static void refuse(HttpServerRequest request, Throwable failure) {
        request.resume();
        if (failure instanceof UpgradeRejectedException rejected) {
            Buffer body = rejected.getBody() == null ? Buffer.buffer() : rejected.getBody();
            FaultProxy.respond(request, rejected.getStatus(), body);
        } else {
            FaultProxy.cut(request);
        }
    }

    /** In the event loop, where all that is written is, and waits until it was done. */
    private void each(Consumer<WatchPipe> work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        vertx.getOrCreateContext().runOnContext(unused -> {
            List.copyOf(open).forEach(work);
            done.complete(null);
        });
        done.join();
    }
}
