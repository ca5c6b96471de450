package dev.gangway.adapter.events;

import dev.gangway.control.access.Needs;
import dev.gangway.control.access.Permission;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Decisions as server-sent events. */
@Path("/api/v1/events")
@Tag(name = "Events")
public class EventResource {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** Whoever comes again is asked anew who they are. */
    private static final Duration LASTS = Duration.ofMinutes(15);

    private final EventChannel channel;

    /** For all requests. */
    public EventResource(EventChannel channel) {
        this.channel = channel;
    }

    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Needs(value = Permission.FOLLOW_EVENTS, namespaceInQuery = true)
    @Operation(
            operationId = "followEvents",
            summary = "Follow the decisions of all shifts",
            description =
                    "From now on, or from Last-Event-ID on where this process still knows what came after it. Where it"
                            + " does not, an event named gap says so first: read the shifts again. A comment comes every"
                            + " 15 s. It ends after 15 min: come again with Last-Event-ID.")
    @APIResponse(
            responseCode = "200",
            description = "Decisions, each with an id",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = ShiftChanged.class)))
    public Multi<OutboundSseEvent> follow(
            @Parameter(
                            description = "The id of the last event that was heard; browsers send it.",
                            example = "5f1d0a3c-17")
                    @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER)
                    String lastEventId,
            @Parameter(description = "Only decisions of shifts of this namespace.", example = "shop")
                    @QueryParam("namespace")
                    String namespace,
            @Context Sse sse,
            @Context HttpServerRequest request) {
        Optional<String> wanted = Optional.ofNullable(namespace).filter(named -> !named.isBlank());
        return new EventStream(sse, HEARTBEAT, LASTS, request.response()::reset)
                .of(channel.listen(Optional.ofNullable(lastEventId)).filter(told -> told.isOf(wanted)));
    }
}
