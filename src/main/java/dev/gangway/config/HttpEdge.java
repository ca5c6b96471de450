package dev.gangway.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.adapter.rest.ChangeLimit;
import dev.gangway.adapter.rest.Problem;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What holds for requests before a resource takes them. */
@Singleton
class HttpEdge {
    private static final int BEFORE_ALL = -100_000;

    @Produces
    @Singleton
    ChangeLimit changeLimit(GangwayConfig config) {
        return new ChangeLimit(config.rest().changesPerSecond(), config.rest().changesAtOnce(), System::nanoTime);
    }

    /**
     * What no resource is asked about is told as a problem, too: a body that is longer than any may be, which Quarkus would refuse
     * without a word, and what is left under /api when nothing has answered.
     */
    void routes(@Observes Router router, ObjectMapper json) throws JsonProcessingException {
        String tooLarge = json.writeValueAsString(Problem.tooLarge());
        router.route("/api/*").order(BEFORE_ALL).handler(request -> {
            if (length(request) > Problem.LONGEST_BODY) {
                // What comes is not read, so that nothing else can come.
                request.response().putHeader("Connection", "close");
                answer(request, Problem.tooLarge(), tooLarge);
            } else {
                request.next();
            }
        });
        String unknown = json.writeValueAsString(Problem.unknownPath());
        router.route("/api/*").last().handler(request -> answer(request, Problem.unknownPath(), unknown));
    }

    private static long length(RoutingContext request) {
        String length = request.request().getHeader("Content-Length");
        return length == null ? 0 : length.matches("[0-9]{1,18}") ? Long.parseLong(length) : Long.MAX_VALUE;
    }

    private static void answer(RoutingContext request, Problem problem, String body) {
        request.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(body);
    }
}
