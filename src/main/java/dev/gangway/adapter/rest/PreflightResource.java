package dev.gangway.adapter.rest;

import dev.gangway.control.ShiftCommands;
import dev.gangway.control.access.Needs;
import dev.gangway.control.access.Permission;
import dev.gangway.domain.shift.ShiftId;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What would keep a shift from beginning. Reads only; a cluster that hangs is given up after some seconds. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Shifts")
@APIResponse(responseCode = "400", ref = "Problem400")
@APIResponse(responseCode = "404", ref = "Problem404")
@APIResponse(responseCode = "409", ref = "Problem409")
@APIResponse(responseCode = "422", ref = "Problem422")
public class PreflightResource {
    private final ShiftCommands commands;
    private final Caller caller;

    /** For all requests. */
    public PreflightResource(ShiftCommands commands, Caller caller) {
        this.commands = commands;
        this.caller = caller;
    }

    @GET
    @Path("/namespaces/{namespace}/shifts/{name}/preflight")
    @Needs(Permission.CHECK_SHIFT)
    @Operation(
            operationId = "checkShift",
            summary = "Check what a shift needs",
            description = "Looks anew, whatever phase the shift is in.")
    @APIResponse(
            responseCode = "200",
            description = "What was found",
            content = @Content(schema = @Schema(implementation = PreflightView.class)))
    public PreflightView of(String namespace, String name) {
        return PreflightView.of(commands.preflight(new ShiftId(namespace, name)));
    }

    @POST
    @Path("/namespaces/{namespace}/preflight")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Permission.CHECK_SHIFT)
    @APIResponse(responseCode = "415", ref = "Problem415")
    @Operation(
            operationId = "checkNewShift",
            summary = "Check what a shift would need",
            description = "Takes what starts a shift, and writes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "What was found",
            content = @Content(schema = @Schema(implementation = PreflightView.class)))
    public PreflightView before(String namespace, NewShift shift) {
        return PreflightView.of(commands.preflight(NewShift.required(shift).draft(namespace, caller.name())));
    }
}
