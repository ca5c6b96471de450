package dev.gangway.adapter.rest;

import dev.gangway.control.access.Needs;
import dev.gangway.control.access.Permission;
import dev.gangway.control.gateway.Gateways;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A cluster's east-west gateway, made on request and never by itself. */
@Path("/api/v1/clusters/{cluster}/gateway")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Clusters")
@APIResponse(responseCode = "404", ref = "Problem404")
@APIResponse(responseCode = "409", ref = "Problem409")
@APIResponse(responseCode = "422", ref = "Problem422")
@APIResponse(responseCode = "503", ref = "Problem503")
public class EastWestGatewayResource {
    private final Gateways gateways;

    /** For all requests. */
    public EastWestGatewayResource(Gateways gateways) {
        this.gateways = gateways;
    }

    @GET
    @Needs(Permission.LOOK_AT_GATEWAY)
    @Operation(
            operationId = "getGateway",
            summary = "Look at a cluster's east-west gateway",
            description = "Which of its objects stand, and where it is reached. Writes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "What stands now",
            content = @Content(schema = @Schema(implementation = EastWestGatewayView.class)))
    public EastWestGatewayView get(String cluster) {
        return EastWestGatewayView.of(gateways.look(PathCluster.of("cluster", cluster)));
    }

    @PUT
    @Consumes(MediaType.WILDCARD)
    @Needs(Permission.MAKE_GATEWAY)
    @Operation(
            operationId = "makeGateway",
            summary = "Make a cluster's east-west gateway",
            description =
                    "Makes what can be made now, repairs what is ours, and does not wait: ask again until it is complete."
                            + " What is not Gangway's is never touched; where it would do harm, nothing is written.")
    @APIResponse(
            responseCode = "202",
            description = "What stands now",
            content = @Content(schema = @Schema(implementation = EastWestGatewayView.class)))
    public Response put(String cluster) {
        return Response.accepted(EastWestGatewayView.of(gateways.make(PathCluster.of("cluster", cluster))))
                .build();
    }
}
