package dev.gangway.adapter.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.control.RefusedException;
import dev.gangway.control.ShiftCommands;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.Terms;
import dev.gangway.control.access.Needs;
import dev.gangway.control.access.Permission;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.traffic.Weight;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Somebody's word for what a shift waits for. Durable when it is answered; the loop does the rest. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Blocking
@Tag(name = "Shifts")
public class ShiftApproval {
    private final ShiftCommands commands;
    private final Caller caller;
    private final ObjectMapper json;

    /** For all requests. */
    public ShiftApproval(ShiftCommands commands, Caller caller, ObjectMapper json) {
        this.commands = commands;
        this.caller = caller;
        this.json = json;
    }

    /** What is approved, and why. */
    public record Word(
            @Schema(
                            description =
                                    "The per cent that is meant, held.percent of the shift: refused with 409 when it waits"
                                            + " for another. Missing = the one that it waits for.",
                            examples = "25")
                    BigDecimal percent,
            @Schema(description = "Shown in the shift's history.", examples = "the load test is through")
                    String reason) {
        private static final Word NONE = new Word(null, null);
    }

    @POST
    @Path("/namespaces/{namespace}/shifts/{name}/approve")
    @Needs(Permission.APPROVE_SHIFT)
    @RequestBody(
            required = false,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Word.class)))
    @Operation(
            operationId = "approveShift",
            summary = "Approve the step that the shift waits for",
            description =
                    "Of this attempt and up to this weight, once: said twice it is said once, and it approves neither"
                            + " a later step nor another attempt.")
    @APIResponse(
            responseCode = "200",
            description = "The word is recorded, or with dryRun would be. The shift as it stands",
            content = @Content(schema = @Schema(implementation = ShiftView.class)))
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "404", ref = "Problem404")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "412", ref = "Problem412")
    @APIResponse(responseCode = "422", ref = "Problem422")
    @APIResponse(responseCode = "503", ref = "Problem503")
    public Response approve(
            String namespace,
            String name,
            String body,
            @Parameter(
                            description =
                                    "The ETag of the shift that this is meant for: refused with 412 when it has changed since.",
                            example = "\"4711\"")
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    String ifMatch,
            @Parameter(description = "true: check everything, and keep nothing.", example = "true")
                    @QueryParam("dryRun")
                    String dryRun)
            throws JsonProcessingException {
        Word word = word(body);
        String why = word.reason() == null ? "" : word.reason();
        caller.says(why);
        Terms terms = Conditions.terms(ifMatch, dryRun);
        ShiftRecord shift = commands.approve(new ShiftId(namespace, name), step(word), caller.name(), why, terms);
        Response.ResponseBuilder answer = Response.ok(ShiftView.of(shift));
        return terms.rehearsal()
                ? answer.build()
                : answer.tag(Conditions.tag(shift)).build();
    }

    /** The body may be missing: {@code curl -X POST .../approve} is enough. */
    private Word word(String body) throws JsonProcessingException {
        Word word = body == null || body.isBlank() ? null : json.readValue(body, Word.class);
        return word == null ? Word.NONE : word;
    }

    private static Optional<Weight> step(Word word) {
        try {
            return Optional.ofNullable(word.percent()).map(Weight::percent);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(RefusedException.Kind.INVALID, "percent", e.getMessage());
        }
    }
}
