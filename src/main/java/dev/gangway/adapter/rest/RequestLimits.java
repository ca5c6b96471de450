package dev.gangway.adapter.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** How much one caller may ask of the interface. What Alertmanager sends is larger, and is never put off for its number. */
public final class RequestLimits {
    private static final String ALERTS = "/api/v1/alerts";
    private static final Set<String> CHANGES = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final long BODY_BYTES = 64 * 1024;
    private static final long ALERTS_BYTES = Problem.LONGEST_BODY;

    private final ChangeLimit changes;
    private final Caller caller;

    /** For all requests. */
    public RequestLimits(ChangeLimit changes, Caller caller) {
        this.changes = changes;
        this.caller = caller;
    }

    @ServerRequestFilter
    Optional<Response> check(ContainerRequestContext request) {
        boolean isAlerts = request.getUriInfo().getPath().equals(ALERTS);
        if (!CHANGES.contains(request.getMethod())
                || !request.getUriInfo().getPath().startsWith("/api/")) {
            return Optional.empty();
        }
        OptionalLong wait = isAlerts ? OptionalLong.empty() : changes.take(caller.name());
        if (wait.isPresent()) {
            return Optional.of(ProblemMappers.later(
                    ProblemMappers.response(ProblemType.TOO_MANY_REQUESTS, changes.words(), null), wait.getAsLong()));
        }
        return bounded(request, isAlerts ? ALERTS_BYTES : BODY_BYTES);
    }

    private static Optional<Response> bounded(ContainerRequestContext request, long most) {
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            request.setEntityStream(new BoundedBody(request.getEntityStream(), most));
            return Optional.empty();
        }
        // What is longer than Problem.LONGEST_BODY, or no number, does not come as far as this.
        return Long.parseLong(length) > most
                ? Optional.of(ProblemMappers.response(ProblemType.TOO_LARGE, BoundedBody.words(most), "body"))
                : Optional.empty();
    }
}
