package dev.gangway.adapter.rest;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.gangway.control.BusyException;
import dev.gangway.control.ClusterUnavailableException;
import dev.gangway.control.RefusedException;
import dev.gangway.control.StoreUnavailableException;
import dev.gangway.control.access.ReviewUnavailableException;
import dev.gangway.control.backtest.NoRecordException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every error as a problem that names the field and the way out, and nothing of our inside. */
public final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final int RETRY_AFTER_SECONDS = 10;

    @ServerExceptionMapper
    Response refused(RefusedException refused) {
        ProblemType type =
                switch (refused.kind()) {
                    case INVALID -> ProblemType.INVALID;
                    case NOT_FOUND -> ProblemType.NOT_FOUND;
                    case CONFLICT -> ProblemType.CONFLICT;
                    case STALE -> ProblemType.STALE;
                };
        return response(type, refused.getMessage(), refused.field());
    }

    @ServerExceptionMapper
    Response unavailable(StoreUnavailableException unavailable) {
        LOG.warnf("%s", unavailable.getMessage());
        return response(
                ProblemType.UNAVAILABLE,
                "it can't be known whether it was done: look at the shift and try again",
                null);
    }

    @ServerExceptionMapper
    Response clusterUnavailable(ClusterUnavailableException unavailable) {
        LOG.warnf("%s", unavailable.getMessage());
        return response(ProblemType.CLUSTER_UNAVAILABLE, unavailable.getMessage() + "; look at it and try again", null);
    }

    @ServerExceptionMapper
    Response accessUnknown(ReviewUnavailableException unknown) {
        LOG.warnf("a caller could not be reviewed: %s", unknown.getMessage());
        return later(
                response(ProblemType.ACCESS_UNKNOWN, unknown.getMessage() + "; try again", null), RETRY_AFTER_SECONDS);
    }

    @ServerExceptionMapper
    Response busy(BusyException busy) {
        return later(response(ProblemType.BUSY, busy.getMessage(), null), RETRY_AFTER_SECONDS);
    }

    @ServerExceptionMapper
    Response noRecord(NoRecordException nothing) {
        return response(ProblemType.METRICS_UNAVAILABLE, nothing.getMessage(), null);
    }

    @ServerExceptionMapper
    Response tooLarge(BoundedBody.TooLargeException tooLarge) {
        return response(ProblemType.TOO_LARGE, tooLarge.getMessage(), "body");
    }

    @ServerExceptionMapper
    Response notJson(JsonProcessingException unreadable) {
        return bodyProblem(unreadable);
    }

    /** Quarkus has a mapper of its own for this one, which would go before that of its superclass. */
    @ServerExceptionMapper
    Response notAsExpected(MismatchedInputException unreadable) {
        return bodyProblem(unreadable);
    }

    @ServerExceptionMapper
    Response refusedByHttp(WebApplicationException refused) {
        if (refused.getCause() instanceof JsonProcessingException unreadable) {
            return bodyProblem(unreadable);
        }
        Response.StatusType status = refused.getResponse().getStatusInfo();
        return ProblemType.byHttp(status.getStatusCode())
                .map(type -> told(type, refused.getResponse()))
                .orElseGet(() -> response(new Problem(
                        "urn:gangway:problem:http-" + status.getStatusCode(),
                        status.getReasonPhrase(),
                        status.getStatusCode(),
                        null,
                        null)));
    }

    @ServerExceptionMapper
    Response unexpected(Throwable unexpected) {
        LOG.error("a request failed", unexpected);
        return response(ProblemType.INTERNAL, "this is a fault of Gangway; its log has the details", null);
    }

    private static Response told(ProblemType type, Response refused) {
        Response told = response(type.example());
        Object methods = refused.getHeaders().getFirst(HttpHeaders.ALLOW);
        return methods == null
                ? told
                : Response.fromResponse(told).header(HttpHeaders.ALLOW, methods).build();
    }

    private static Response bodyProblem(JsonProcessingException unreadable) {
        if (unreadable instanceof UnrecognizedPropertyException unknown) {
            return response(
                    ProblemType.UNKNOWN_FIELD,
                    "there is no field '%s'; there are %s"
                            .formatted(unknown.getPropertyName(), unknown.getKnownPropertyIds()),
                    path(unknown));
        }
        if (unreadable instanceof JsonMappingException mapping
                && !(unreadable.getCause() instanceof JsonParseException)) {
            return response(ProblemType.WRONG_TYPE, mapping.getOriginalMessage(), path(mapping));
        }
        return response(
                ProblemType.NOT_JSON,
                "%s at line %d, column %d"
                        .formatted(
                                unreadable.getOriginalMessage(),
                                unreadable.getLocation() == null
                                        ? 0
                                        : unreadable.getLocation().getLineNr(),
                                unreadable.getLocation() == null
                                        ? 0
                                        : unreadable.getLocation().getColumnNr()),
                "body");
    }

    private static String path(JsonMappingException mapping) {
        String path = mapping.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "body" : path;
    }

    static Response response(ProblemType type, String detail, String field) {
        return response(type.of(detail, field));
    }

    static Response later(Response refused, long seconds) {
        return Response.fromResponse(refused)
                .header(HttpHeaders.RETRY_AFTER, seconds)
                .build();
    }

    static Response response(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
