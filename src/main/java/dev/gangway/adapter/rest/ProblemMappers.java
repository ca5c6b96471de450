package dev.gangway.adapter.rest;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.gangway.control.ClusterUnavailableException;
import dev.gangway.control.RefusedException;
import dev.gangway.control.StoreUnavailableException;
import dev.gangway.control.backtest.BusyException;
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
        return switch (refused.kind()) {
            case INVALID ->
                response("invalid", "The request makes no sense", 422, refused.getMessage(), refused.field());
            case NOT_FOUND ->
                response("not-found", "There is no such thing", 404, refused.getMessage(), refused.field());
            case CONFLICT ->
                response("conflict", "It does not fit what stands now", 409, refused.getMessage(), refused.field());
        };
    }

    @ServerExceptionMapper
    Response unavailable(StoreUnavailableException unavailable) {
        LOG.warnf("%s", unavailable.getMessage());
        return response(
                "unavailable",
                "The management cluster did not confirm it",
                503,
                "it can't be known whether it was done: look at the shift and try again",
                null);
    }

    @ServerExceptionMapper
    Response clusterUnavailable(ClusterUnavailableException unavailable) {
        LOG.warnf("%s", unavailable.getMessage());
        return response(
                "cluster-unavailable",
                "A cluster did not confirm it",
                503,
                unavailable.getMessage() + "; look at it and try again",
                null);
    }

    @ServerExceptionMapper
    Response busy(BusyException busy) {
        return Response.fromResponse(
                        response("busy", "As much as is allowed is under way", 503, busy.getMessage(), null))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    @ServerExceptionMapper
    Response noRecord(NoRecordException nothing) {
        return response("metrics-unavailable", "The metrics can't be read", 503, nothing.getMessage(), null);
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
        String detail =
                switch (status.getStatusCode()) {
                    case 404 -> "there is nothing at this path; /q/openapi lists what there is";
                    case 405 -> "this path does not take this method; /q/openapi lists what it takes";
                    case 415 -> "send a JSON body with Content-Type: application/json";
                    default -> null;
                };
        return response(
                "http-" + status.getStatusCode(), status.getReasonPhrase(), status.getStatusCode(), detail, null);
    }

    @ServerExceptionMapper
    Response unexpected(RuntimeException unexpected) {
        LOG.error("a request failed", unexpected);
        return response("internal", "Gangway failed", 500, "this is a fault of Gangway; its log has the details", null);
    }

    private static Response bodyProblem(JsonProcessingException unreadable) {
        if (unreadable instanceof UnrecognizedPropertyException unknown) {
            return response(
                    "unknown-field",
                    "The body has a field that means nothing here",
                    400,
                    "there is no field '%s'; there are %s"
                            .formatted(unknown.getPropertyName(), unknown.getKnownPropertyIds()),
                    path(unknown));
        }
        if (unreadable instanceof JsonMappingException mapping
                && !(unreadable.getCause() instanceof JsonParseException)) {
            return response(
                    "wrong-type", "A field has the wrong type", 400, mapping.getOriginalMessage(), path(mapping));
        }
        return response(
                "not-json",
                "The body is not JSON",
                400,
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

    private static Response response(String slug, String title, int status, String detail, String field) {
        return Response.status(status)
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(slug, title, status, detail, field))
                .build();
    }
}
