package dev.gangway.adapter.rest;

import dev.gangway.control.RefusedException;
import dev.gangway.control.access.Needs;
import dev.gangway.control.access.Permission;
import dev.gangway.control.backtest.BacktestDesk;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a policy would have done to a service in the past. Reads only. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Services")
@APIResponse(responseCode = "404", ref = "Problem404")
@APIResponse(responseCode = "409", ref = "Problem409")
@APIResponse(responseCode = "422", ref = "Problem422")
@APIResponse(responseCode = "503", ref = "Problem503")
public class BacktestResource {
    private final BacktestDesk desk;

    /** For all requests. */
    public BacktestResource(BacktestDesk desk) {
        this.desk = desk;
    }

    @GET
    @Path("/namespaces/{namespace}/services/{name}/backtest")
    @Needs(Permission.BACKTEST)
    @Operation(
            operationId = "backtest",
            summary = "Play placebo shifts over the recorded past",
            description =
                    "How often a policy would have rolled the service back for nothing, how long a healthy shift would"
                            + " take, and how many requests a regression would cost. Takes some seconds; two at a time.")
    @APIResponse(
            responseCode = "200",
            description = "What came of the placebo shifts",
            content = @Content(schema = @Schema(implementation = BacktestView.class)))
    public BacktestView play(
            String namespace,
            String name,
            @Parameter(description = "The cluster whose traffic is played; the one that served most of it if left out.")
                    @QueryParam("source")
                    String source,
            @Parameter(description = "An instant, or how long ago; 24h before the end if left out.", example = "24h")
                    @QueryParam("from")
                    String from,
            @Parameter(description = "The same; now if left out.") @QueryParam("to") String to,
            @Parameter(description = "A ShiftPolicy of the namespace; the defaults if left out.", example = "careful")
                    @QueryParam("policy")
                    String policy,
            @Parameter(description = "Shifts to play in each scenario, 1 to 200.")
                    @QueryParam("placebos")
                    @DefaultValue("50")
                    String placebos,
            @Parameter(description = "The same seed plays the same shifts.") @QueryParam("seed") @DefaultValue("1")
                    String seed) {
        return BacktestView.of(desk.play(new BacktestDesk.Enquiry(
                namespace,
                name,
                given(source),
                given(from),
                given(to),
                given(policy),
                Math.toIntExact(number("placebos", placebos, Integer.MAX_VALUE)),
                number("seed", seed, Long.MAX_VALUE))));
    }

    private static Optional<String> given(String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }

    private static long number(String field, String text, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= -most && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, with the field.
        }
        throw new RefusedException(
                RefusedException.Kind.INVALID, field, "%s must be a whole number of at most %d".formatted(field, most));
    }
}
