package dev.gangway.adapter.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.control.IdempotencyKey;
import dev.gangway.control.RefusedException;
import dev.gangway.control.ShiftCommands;
import dev.gangway.control.ShiftDraft;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.access.Needs;
import dev.gangway.control.access.Permission;
import dev.gangway.domain.shift.ShiftId;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One shift: start, look at, delete. Everything ends in the TrafficShift; nothing here moves traffic. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Shifts")
public class ShiftResource {
    private static final String KEY = "Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";

    private final ShiftCommands commands;
    private final Caller caller;
    private final ObjectMapper json;

    /** For all requests. */
    public ShiftResource(ShiftCommands commands, Caller caller, ObjectMapper json) {
        this.commands = commands;
        this.caller = caller;
        this.json = json;
    }

    /** The decisions of a shift. */
    public record HistoryList(List<ShiftView.HistoryView> items) {}

    @POST
    @Path("/namespaces/{namespace}/shifts")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Permission.START_SHIFT)
    @APIResponse(responseCode = "415", ref = "Problem415")
    @Operation(
            operationId = "startShift",
            summary = "Start a shift",
            description = "Refused, with nothing written, when a preflight check fails.")
    @APIResponse(
            responseCode = "201",
            description = "The shift is recorded and begins. With Idempotency-Replayed: true it was begun before, by a"
                    + " request with the same Idempotency-Key, and this is the shift as it stands",
            content = @Content(schema = @Schema(implementation = ShiftView.class)))
    @APIResponse(
            responseCode = "200",
            description = "With dryRun: the shift as it would begin",
            content = @Content(schema = @Schema(implementation = ShiftView.class)))
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "404", ref = "Problem404")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "422", ref = "Problem422")
    @APIResponse(responseCode = "503", ref = "Problem503")
    public Response start(
            String namespace,
            NewShift shift,
            @Parameter(
                            description =
                                    "Chosen by the caller, at most 255 characters. As long as the shift is there the"
                                            + " same key with the same body starts no second one, whichever replica is asked.",
                            example = "9f1c5e4a-3c0e-4c39-9d3f-0f3f6a7c1b52")
                    @HeaderParam(KEY)
                    String key,
            @Parameter(description = "true: check everything, and keep nothing.", example = "true")
                    @QueryParam("dryRun")
                    String dryRun)
            throws JsonProcessingException {
        ShiftDraft draft = NewShift.required(shift).draft(namespace, caller.name());
        caller.says("shift %s: %s from %s to %s"
                .formatted(draft.id().name(), draft.service(), draft.source(), draft.destination()));
        boolean rehearsal = Conditions.rehearsal(dryRun);
        ShiftCommands.Started started = commands.start(draft, key(key, draft), rehearsal);
        ShiftView view = ShiftView.of(started.shift());
        if (rehearsal && !started.again()) {
            return Response.ok(view).build();
        }
        Response.ResponseBuilder answer = Response.created(
                        URI.create("/api/v1/namespaces/%s/shifts/%s".formatted(namespace, view.name())))
                .tag(Conditions.tag(started.shift()))
                .entity(view);
        return started.again() ? answer.header(REPLAYED, true).build() : answer.build();
    }

    @GET
    @Path("/namespaces/{namespace}/shifts/{name}")
    @Needs(Permission.GET_SHIFT)
    @Operation(
            operationId = "getShift",
            summary = "Look at a shift",
            description =
                    "Its ETag goes into If-Match of a change that is only meant for the shift as it is now, and into"
                            + " If-None-Match to be told when it is another.")
    @APIResponse(
            responseCode = "200",
            description = "The shift as last known",
            content = @Content(schema = @Schema(implementation = ShiftView.class)))
    @APIResponse(responseCode = "304", description = "It is as If-None-Match says")
    @APIResponse(responseCode = "404", ref = "Problem404")
    public Response get(String namespace, String name, @Context Request request) {
        ShiftRecord shift = commands.get(new ShiftId(namespace, name));
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(Conditions.tag(shift));
        return unchanged != null
                ? unchanged.build()
                : Response.ok(ShiftView.of(shift)).tag(Conditions.tag(shift)).build();
    }

    @GET
    @Path("/namespaces/{namespace}/shifts/{name}/history")
    @Needs(Permission.GET_SHIFT)
    @Operation(
            operationId = "getShiftHistory",
            summary = "Look at a shift's decisions",
            description = "The last ones, oldest first, each with the numbers that led to it.")
    @APIResponse(
            responseCode = "200",
            description = "The decisions",
            content = @Content(schema = @Schema(implementation = HistoryList.class)))
    @APIResponse(responseCode = "404", ref = "Problem404")
    public HistoryList history(String namespace, String name) {
        return new HistoryList(
                ShiftView.of(commands.get(new ShiftId(namespace, name))).history());
    }

    @DELETE
    @Path("/namespaces/{namespace}/shifts/{name}")
    @Needs(Permission.DELETE_SHIFT)
    @Operation(
            operationId = "deleteShift",
            summary = "Delete a shift",
            description = "Its routes keep the last split, or are removed, as its onDelete says.")
    @APIResponse(responseCode = "202", description = "It is being deleted, or with dryRun would be")
    @APIResponse(responseCode = "404", ref = "Problem404")
    @APIResponse(responseCode = "412", ref = "Problem412")
    @APIResponse(responseCode = "422", ref = "Problem422")
    @APIResponse(responseCode = "503", ref = "Problem503")
    public Response delete(
            String namespace,
            String name,
            @Parameter(description = "true: check everything, and keep nothing.", example = "true")
                    @QueryParam("dryRun")
                    String dryRun,
            @Parameter(
                            description =
                                    "The ETag of the shift that this is meant for: refused with 412 when it has changed since.",
                            example = "\"4711\"")
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    String ifMatch) {
        commands.delete(new ShiftId(namespace, name), Conditions.terms(ifMatch, dryRun));
        return Response.accepted().build();
    }

    /** What is wanted is told apart by what it means: the same fields in another order are the same. */
    private Optional<IdempotencyKey> key(String chosen, ShiftDraft draft) throws JsonProcessingException {
        if (chosen == null) {
            return Optional.empty();
        }
        if (!chosen.matches("[\\x21-\\x7e]{1,255}")) {
            throw new RefusedException(
                    RefusedException.Kind.INVALID,
                    KEY,
                    "Idempotency-Key must be 1 to 255 printable ASCII characters without blanks, as a UUID is");
        }
        return Optional.of(IdempotencyKey.of(chosen, json.writeValueAsString(NewShift.of(draft))));
    }
}
