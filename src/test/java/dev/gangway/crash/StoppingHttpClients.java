package dev.gangway.crash;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The HTTP client that Gangway has in production too, for each of its clients, stopping at each write: before it is sent, when it
 * has taken effect and nobody here knows yet, and when its answer has been given to who waits for it. The JDK's service loader
 * finds it where the test has put a file that names it, and nowhere else.
 */
public final class StoppingHttpClients implements HttpClient.Factory {
    private static final int EVENT_LOOPS = 2;
    private static final int ABOVE_ALL_OTHERS = 1000;

    /** One for all clients, as Quarkus has it: each client has a factory of its own. */
    private static final VertxHttpClientFactory REAL =
            new VertxHttpClientFactory(Vertx.vertx(new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS)));

    @Override
    public HttpClient.Builder newBuilder() {
        return REAL.newBuilder().addOrReplaceInterceptor("crash", new Stops());
    }

    @Override
    public int priority() {
        return ABOVE_ALL_OTHERS;
    }

    private static final class Stops implements Interceptor {
        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            WritePoint.of(request.method(), request.uri()).ifPresent(point -> Passages.pass(WritePoint.BEFORE + point));
        }

        @Override
        public void after(
                HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
            WritePoint.of(request.method(), request.uri())
                    .ifPresent(point -> Passages.pass(WritePoint.UNANSWERED + point));
        }
    }
}
