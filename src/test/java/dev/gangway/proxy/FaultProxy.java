package dev.gangway.proxy;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PfxOptions;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Stands before an API server, passes on requests and watches, and lets happen to them what it is told to. Plain HTTP before
 * it unless it is given a certificate. Safe for use by several threads.
 */
public final class FaultProxy implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final Set<String> HOP_BY_HOP =
            Set.of("host", "connection", "content-length", "transfer-encoding", "accept-encoding");
    private static final int PATIENCE_SECONDS = 20;

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final Upstream upstream;
    private final HttpClient requests;
    private final Watches watches;
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private volatile Optional<Certificate> certificate;
    private volatile HttpServer server;
    private volatile int port;

    /** Opens it on a free port of loopback. */
    public FaultProxy(Upstream upstream) {
        this(upstream, Optional.empty());
    }

    /** The same; with a certificate it speaks TLS. */
    public FaultProxy(Upstream upstream, Optional<Certificate> certificate) {
        this.upstream = upstream;
        this.certificate = certificate;
        requests = vertx.createHttpClient(upstream.requests());
        watches = new Watches(upstream, vertx);
        open();
    }

    /** Where clients come in. */
    public URI address() {
        return URI.create("%s://%s:%d".formatted(certificate.isPresent() ? "https" : "http", HOST, port));
    }

    /** From now on this happens, until {@link #stop}; of several that could the first that was put here does. */
    public Fault inject(Fault fault) {
        faults.add(fault);
        return fault;
    }

    /** No more of it. */
    public void stop(Fault fault) {
        faults.remove(fault);
    }

    /** The watches that pass through. */
    public Watches watches() {
        return watches;
    }

    /** Cuts every connection. */
    public void cut() {
        connections.forEach(HttpConnection::close);
    }

    /** From now on connections are refused, and those that stand are cut, until it is {@link #open}. */
    public void shut() {
        done(server.close());
        cut();
    }

    /** Takes connections, on the same port as before. */
    public void open() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(HOST)
                .setPort(port)
                .setReuseAddress(true)
                .setMaxFormAttributeSize(-1);
        certificate.ifPresent(shown -> options.setSsl(true)
                .setKeyCertOptions(
                        new PfxOptions().setPath(shown.keyStore().toString()).setPassword(shown.password())));
        server = vertx.createHttpServer(options)
                .connectionHandler(connection -> {
                    connections.add(connection);
                    connection.closeHandler(unused -> connections.remove(connection));
                })
                .requestHandler(this::handle);
        done(server.listen());
        port = server.actualPort();
    }

    /** Shows another certificate to who connects from now on; all connections are cut. */
    public void show(Certificate other) {
        shut();
        certificate = Optional.of(other);
        open();
    }

    @Override
    public void close() {
        done(vertx.close());
    }

    private void handle(HttpServerRequest request) {
        Call call = new Call(request.method().name(), request.uri());
        Optional<Fault.Action> action =
                faults.stream().filter(fault -> fault.takes(call)).findFirst().map(Fault::action);
        watches.heard(call);
        if (action.isPresent() && action.get() instanceof Fault.Action.Swallow) {
            return;
        }
        if (action.isPresent() && action.get() instanceof Fault.Action.CutBefore) {
            cut(request);
        } else if (action.isPresent() && action.get() instanceof Fault.Action.Answer answer) {
            request.body().onComplete(body -> {
                answer.headers().forEach((name, value) -> request.response().putHeader(name, value));
                respond(request, answer.status(), Buffer.buffer(answer.body()));
            });
        } else if (request.getHeader("Upgrade") != null) {
            watches.pass(call, request, headers(request));
        } else {
            request.body().onSuccess(body -> forward(request, call, body, action));
        }
    }

    private void forward(HttpServerRequest request, Call call, Buffer body, Optional<Fault.Action> action) {
        RequestOptions options = new RequestOptions()
                .setMethod(request.method())
                .setHost(upstream.address().getHost())
                .setPort(upstream.port())
                .setURI(request.uri())
                .setHeaders(headers(request));
        requests.request(options)
                .compose(out -> out.send(body))
                .onSuccess(in -> {
                    if (call.isWatch()) {
                        stream(request, in);
                    } else {
                        in.body()
                                .onSuccess(answer -> answer(request, in, answer, action))
                                .onFailure(failure -> cut(request));
                    }
                })
                .onFailure(failure -> cut(request));
    }

    private void answer(HttpServerRequest request, HttpClientResponse in, Buffer body, Optional<Fault.Action> action) {
        if (action.isPresent() && action.get() instanceof Fault.Action.CutAfter) {
            cut(request);
        } else if (action.isPresent() && action.get() instanceof Fault.Action.Delay delay) {
            vertx.setTimer(delay.by().toMillis(), unused -> respond(request, in.statusCode(), body));
        } else {
            respond(request, in.statusCode(), body);
        }
    }

    private static void stream(HttpServerRequest request, HttpClientResponse in) {
        request.response()
                .setStatusCode(in.statusCode())
                .setChunked(true)
                .putHeader("Content-Type", "application/json");
        in.pipeTo(request.response()).onFailure(failure -> cut(request));
    }

    static void respond(HttpServerRequest request, int status, Buffer body) {
        if (!request.response().closed() && !request.response().ended()) {
            request.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", "application/json")
                    .end(body);
        }
    }

    static void cut(HttpServerRequest request) {
        var unused = request.connection().close();
    }

    private MultiMap headers(HttpServerRequest request) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        request.headers().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!HOP_BY_HOP.contains(lower) && !lower.startsWith("sec-websocket") && !lower.equals("upgrade")) {
                headers.add(name, value);
            }
        });
        upstream.headers().forEach(headers::set);
        return headers;
    }

    private static void done(Future<?> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the proxy could not be opened or shut", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
