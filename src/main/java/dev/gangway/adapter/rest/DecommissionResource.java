package dev.gangway.adapter.rest;

import dev.gangway.control.RefusedException;
import dev.gangway.control.RefusedException.Kind;
import dev.gangway.control.access.Needs;
import dev.gangway.control.access.Permission;
import dev.gangway.control.decommission.Decommissions;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether a cluster can be switched off. Reads only. */
@Path("/api/v1/clusters/{cluster}/decommission-report")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Clusters")
@APIResponse(responseCode = "404", ref = "Problem404")
@APIResponse(responseCode = "422", ref = "Problem422")
@APIResponse(responseCode = "503", ref = "Problem503")
public class DecommissionResource {
    private final Decommissions decommissions;

    /** For all requests. */
    public DecommissionResource(Decommissions decommissions) {
        this.decommissions = decommissions;
    }

    @GET
    @Needs(Permission.REPORT_DECOMMISSION)
    @Operation(
            operationId = "reportDecommission",
            summary = "Say what still uses a cluster",
            description =
                    "Requests, routes, shifts and ways in from outside. What can't be known is in unknown, and then it is not"
                            + " empty. Takes some seconds, at most 45.")
    @APIResponse(
            responseCode = "200",
            description = "What was found, and what could not be looked at",
            content = @Content(schema = @Schema(implementation = DecommissionView.class)))
    public DecommissionView get(
            String cluster,
            @Parameter(description = "Of the past that count, 1 to 90.", example = "7")
                    @QueryParam("days")
                    @DefaultValue("7")
                    String days) {
        return DecommissionView.of(decommissions.report(PathCluster.of("cluster", cluster), number(days)));
    }

    private static int number(String days) {
        try {
            return Integer.parseInt(days);
        } catch (NumberFormatException e) {
            throw new RefusedException(Kind.INVALID, "days", "days must be a number from 1 to 90");
        }
    }
}
