package dev.gangway.adapter.events;

import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Decisions as server-sent events. */
@Path("/api/v1/events")
@Tag(name = "Events")
public class EventResource {
    private final EventChannel channel;

    /** For all requests. */
    public EventResource(EventChannel channel) {
        this.channel = channel;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(summary = "Follow the decisions of all shifts from now on")
    public Multi<ShiftChanged> follow() {
        return channel.listen();
    }
}
