package dev.gangway.adapter.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.control.RefusedException;
import dev.gangway.control.ShiftCommands;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.Terms;
import dev.gangway.control.access.Needs;
import dev.gangway.control.access.Permission;
import dev.gangway.domain.shift.Command;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.traffic.Weight;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is wanted of a shift. Durable when it is answered; the loop does the rest. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Blocking
@Tag(name = "Shifts")
@APIResponse(
        responseCode = "200",
        description = "The wish is recorded, or with dryRun would be. The shift as it stands",
        content = @Content(schema = @Schema(implementation = ShiftView.class)))
@APIResponse(responseCode = "400", ref = "Problem400")
@APIResponse(responseCode = "404", ref = "Problem404")
@APIResponse(responseCode = "409", ref = "Problem409")
@APIResponse(responseCode = "412", ref = "Problem412")
@APIResponse(responseCode = "422", ref = "Problem422")
@APIResponse(responseCode = "503", ref = "Problem503")
public class ShiftVerbs {
    private final ShiftCommands commands;
    private final Caller caller;
    private final ObjectMapper json;

    @Parameter(
            description = "The ETag of the shift that this is meant for: refused with 412 when it has changed since.",
            example = "\"4711\"")
    @HeaderParam(HttpHeaders.IF_MATCH)
    String ifMatch;

    @PathParam("namespace")
    String namespace;

    @PathParam("name")
    String name;

    @Parameter(description = "true: check everything, and keep nothing.", example = "true")
    @QueryParam("dryRun")
    String dryRun;

    /** For one request. */
    public ShiftVerbs(ShiftCommands commands, Caller caller, ObjectMapper json) {
        this.commands = commands;
        this.caller = caller;
        this.json = json;
    }

    /** Why somebody wants something; shown in the shift's history. */
    public record Wish(@Schema(examples = "the database is being moved tonight") String reason) {
        private static final Wish NONE = new Wish(null);
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

        private Optional<Weight> step() {
            try {
                return Optional.ofNullable(percent).map(Weight::percent);
            } catch (IllegalArgumentException e) {
                throw new RefusedException(RefusedException.Kind.INVALID, "percent", e.getMessage());
            }
        }
    }

    @POST
    @Path("/namespaces/{namespace}/shifts/{name}/pause")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = Wish.class)))
    @Needs(Permission.PAUSE_SHIFT)
    @Operation(
            operationId = "pauseShift",
            summary = "Stand still at the present weight",
            description = "Judging goes on; harm still rolls back.")
    public Response pause(String wish) throws JsonProcessingException {
        return command(Command.PAUSE, wish);
    }

    @POST
    @Path("/namespaces/{namespace}/shifts/{name}/resume")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = Wish.class)))
    @Needs(Permission.RESUME_SHIFT)
    @Operation(
            operationId = "resumeShift",
            summary = "Go on",
            description = "From where it was paused, by a person, an alert, or for lack of metrics.")
    public Response resume(String wish) throws JsonProcessingException {
        return command(Command.RESUME, wish);
    }

    @POST
    @Path("/namespaces/{namespace}/shifts/{name}/promote")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = Wish.class)))
    @Needs(Permission.PROMOTE_SHIFT)
    @Operation(
            operationId = "promoteShift",
            summary = "Go to all traffic without waiting for evidence",
            description = "It is still watched afterwards, and rolled back on harm.")
    public Response promote(String wish) throws JsonProcessingException {
        return command(Command.PROMOTE, wish);
    }

    @POST
    @Path("/namespaces/{namespace}/shifts/{name}/rollback")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = Wish.class)))
    @Needs(Permission.ROLL_BACK_SHIFT)
    @Operation(
            operationId = "rollBackShift",
            summary = "Take all traffic back to the source",
            description =
                    "At once, as far as the source has the pods for it. Nothing but a retry takes this wish back.")
    public Response rollBack(String wish) throws JsonProcessingException {
        return command(Command.ROLL_BACK, wish);
    }

    @POST
    @Path("/namespaces/{namespace}/shifts/{name}/retry")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = Wish.class)))
    @Needs(Permission.RETRY_SHIFT)
    @Operation(
            operationId = "retryShift",
            summary = "Begin again after a rollback",
            description = "With a new attempt; what was gathered in the one before does not count.")
    public Response retry(String wish) throws JsonProcessingException {
        return command(Command.RETRY, wish);
    }

    @POST
    @Path("/namespaces/{namespace}/shifts/{name}/approve")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = Word.class)))
    @Needs(Permission.APPROVE_SHIFT)
    @Operation(
            operationId = "approveShift",
            summary = "Approve the step that the shift waits for",
            description =
                    "Of this attempt and up to this weight, once: said twice it is said once, and it approves neither"
                            + " a later step nor another attempt.")
    public Response approve(String body) throws JsonProcessingException {
        Word word = read(body, Word.class, Word.NONE);
        return answered(word.reason(), (why, terms) -> commands.approve(id(), word.step(), caller.name(), why, terms));
    }

    private Response command(Command command, String body) throws JsonProcessingException {
        Wish wish = read(body, Wish.class, Wish.NONE);
        return answered(
                wish.reason(),
                (why, terms) -> commands.command(id(), command, Request.Origin.PERSON, caller.name(), why, terms));
    }

    private ShiftId id() {
        return new ShiftId(namespace, name);
    }

    /** The body may be missing, and then has no content type either: {@code curl -X POST .../pause} is enough. */
    private <T> T read(String body, Class<T> type, T none) throws JsonProcessingException {
        T read = body == null || body.isBlank() ? null : json.readValue(body, type);
        return read == null ? none : read;
    }

    private Response answered(String reason, BiFunction<String, Terms, ShiftRecord> change) {
        String why = reason == null ? "" : reason;
        caller.says(why);
        Terms terms = Conditions.terms(ifMatch, dryRun);
        ShiftRecord shift = change.apply(why, terms);
        Response.ResponseBuilder answer = Response.ok(ShiftView.of(shift));
        return terms.rehearsal()
                ? answer.build()
                : answer.tag(Conditions.tag(shift)).build();
    }
}
