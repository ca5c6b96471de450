package dev.gangway.adapter.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.control.ShiftCommands;
import dev.gangway.domain.shift.Command;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.ShiftId;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shifts: start, look at, and say what is wanted. Everything ends in the TrafficShift; nothing here moves traffic. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Shifts")
@APIResponse(
        responseCode = "default",
        description = "What went wrong",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class ShiftResource {
    private final ShiftCommands commands;
    private final Caller caller;
    private final ObjectMapper json;

    /** For all requests. */
    public ShiftResource(ShiftCommands commands, Caller caller, ObjectMapper json) {
        this.commands = commands;
        this.caller = caller;
        this.json = json;
    }

    /** All shifts. */
    public record ShiftList(List<ShiftView> items) {}

    /** Why somebody wants something; shown in the shift's history. */
    public record Wish(@Schema(examples = "the database is being moved tonight") String reason) {}

    @GET
    @Path("/shifts")
    @Operation(summary = "List the shifts of all namespaces")
    public ShiftList all() {
        return list(Optional.empty());
    }

    @GET
    @Path("/namespaces/{namespace}/shifts")
    @Operation(summary = "List the shifts of a namespace")
    public ShiftList inNamespace(String namespace) {
        return list(Optional.of(namespace));
    }

    @POST
    @Path("/namespaces/{namespace}/shifts")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Start a shift", description = "Refused, with nothing written, when a preflight check fails.")
    @APIResponse(
            responseCode = "201",
            description = "The shift is recorded and begins",
            content = @Content(schema = @Schema(implementation = ShiftView.class)))
    public Response start(String namespace, NewShift shift) {
        ShiftView started = ShiftView.of(commands.start(NewShift.required(shift).draft(namespace, caller.name())));
        return Response.created(URI.create("/api/v1/namespaces/%s/shifts/%s".formatted(namespace, started.name())))
                .entity(started)
                .build();
    }

    @GET
    @Path("/namespaces/{namespace}/shifts/{name}")
    @Operation(summary = "Look at a shift")
    public ShiftView get(String namespace, String name) {
        return ShiftView.of(commands.get(new ShiftId(namespace, name)));
    }

    @DELETE
    @Path("/namespaces/{namespace}/shifts/{name}")
    @Operation(
            summary = "Delete a shift",
            description = "Its routes keep the last split, or are removed, as its onDelete says.")
    @APIResponse(responseCode = "202", description = "It is being deleted")
    public Response delete(String namespace, String name) {
        commands.delete(new ShiftId(namespace, name));
        return Response.accepted().build();
    }

    @POST
    @Path("/namespaces/{namespace}/shifts/{name}/pause")
    @Consumes(MediaType.WILDCARD)
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = Wish.class)))
    @Operation(summary = "Stand still at the present weight")
    public ShiftView pause(String namespace, String name, String wish) throws JsonProcessingException {
        return command(namespace, name, Command.PAUSE, wish);
    }

    @POST
    @Path("/namespaces/{namespace}/shifts/{name}/resume")
    @Consumes(MediaType.WILDCARD)
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = Wish.class)))
    @Operation(summary = "Go on")
    public ShiftView resume(String namespace, String name, String wish) throws JsonProcessingException {
        return command(namespace, name, Command.RESUME, wish);
    }

    @POST
    @Path("/namespaces/{namespace}/shifts/{name}/promote")
    @Consumes(MediaType.WILDCARD)
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = Wish.class)))
    @Operation(summary = "Go to all traffic without waiting for evidence")
    public ShiftView promote(String namespace, String name, String wish) throws JsonProcessingException {
        return command(namespace, name, Command.PROMOTE, wish);
    }

    @POST
    @Path("/namespaces/{namespace}/shifts/{name}/rollback")
    @Consumes(MediaType.WILDCARD)
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = Wish.class)))
    @Operation(summary = "Take all traffic back to the source")
    public ShiftView rollBack(String namespace, String name, String wish) throws JsonProcessingException {
        return command(namespace, name, Command.ROLL_BACK, wish);
    }

    @POST
    @Path("/namespaces/{namespace}/shifts/{name}/retry")
    @Consumes(MediaType.WILDCARD)
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = Wish.class)))
    @Operation(summary = "Begin again after a rollback")
    public ShiftView retry(String namespace, String name, String wish) throws JsonProcessingException {
        return command(namespace, name, Command.RETRY, wish);
    }

    /** The body may be missing, and then has no content type either: {@code curl -X POST .../pause} is enough. */
    private ShiftView command(String namespace, String name, Command command, String body)
            throws JsonProcessingException {
        Wish wish = body == null || body.isBlank() ? new Wish(null) : json.readValue(body, Wish.class);
        String why = wish == null || wish.reason() == null ? "" : wish.reason();
        return ShiftView.of(
                commands.command(new ShiftId(namespace, name), command, Request.Origin.PERSON, caller.name(), why));
    }

    private ShiftList list(Optional<String> namespace) {
        return new ShiftList(
                commands.list(namespace).stream().map(ShiftView::of).toList());
    }
}
