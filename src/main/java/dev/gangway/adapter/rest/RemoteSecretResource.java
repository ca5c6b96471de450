package dev.gangway.adapter.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.control.access.AccessControl;
import dev.gangway.control.access.Act;
import dev.gangway.control.access.Needs;
import dev.gangway.control.access.Permission;
import dev.gangway.control.remotesecret.RemoteSecretRequest;
import dev.gangway.control.remotesecret.RemoteSecretState;
import dev.gangway.control.remotesecret.RemoteSecrets;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The access of a cluster's istiod to another cluster, made on request. */
@Path("/api/v1/clusters/{in}/remote-secrets/{cluster}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Clusters")
@APIResponse(responseCode = "400", ref = "Problem400")
@APIResponse(responseCode = "404", ref = "Problem404")
@APIResponse(responseCode = "409", ref = "Problem409")
@APIResponse(responseCode = "422", ref = "Problem422")
@APIResponse(responseCode = "503", ref = "Problem503")
public class RemoteSecretResource {
    private final RemoteSecrets secrets;
    private final AccessControl access;
    private final Caller caller;
    private final ObjectMapper json;

    /** For all requests. */
    public RemoteSecretResource(RemoteSecrets secrets, AccessControl access, Caller caller, ObjectMapper json) {
        this.secrets = secrets;
        this.access = access;
        this.caller = caller;
        this.json = json;
    }

    /** What can be chosen. */
    public record Choice(
            @Schema(
                            description =
                                    "Where the reading cluster reaches the API server; what Gangway uses itself if left out.",
                            examples = "https://api.eks1.example:6443")
                    String apiServer,
            @Schema(description = "Write over one that stands.") Boolean replace) {}

    @PUT
    @Consumes(MediaType.WILDCARD)
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = Choice.class)))
    @Needs(Permission.MAKE_REMOTE_SECRET)
    @Operation(
            operationId = "makeRemoteSecret",
            summary = "Let a cluster's istiod read another cluster",
            description =
                    "Makes Secret istio-remote-secret-{cluster} in the root namespace of {in}, with the token of the account that"
                            + " Istio's installation made for this. Does not wait: ask again while it is WAITING.")
    @APIResponse(
            responseCode = "200",
            description = "It stands",
            content = @Content(schema = @Schema(implementation = RemoteSecretView.class)))
    @APIResponse(
            responseCode = "201",
            description = "It has been made",
            content = @Content(schema = @Schema(implementation = RemoteSecretView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Something must come first: ask again",
            content = @Content(schema = @Schema(implementation = RemoteSecretView.class)))
    public Response put(String in, String cluster, String body) throws JsonProcessingException {
        Choice choice = body == null || body.isBlank() ? null : json.readValue(body, Choice.class);
        Optional<Choice> chosen = Optional.ofNullable(choice);
        // The token of the cluster's reader is sent there.
        Act naming = new Act(Permission.NAME_API_SERVER, "", cluster);
        if (chosen.map(Choice::apiServer).isPresent() && !access.allows(caller.identity(), naming)) {
            return Refusals.forbidden(caller.name(), naming);
        }
        RemoteSecretState state = secrets.make(new RemoteSecretRequest(
                PathCluster.of("cluster", cluster),
                PathCluster.of("in", in),
                chosen.map(Choice::apiServer),
                chosen.map(Choice::replace).orElse(false)));
        int status =
                switch (state.outcome()) {
                    case MADE -> 201;
                    case REPLACED, STANDS -> 200;
                    case WAITING -> 202;
                };
        return Response.status(status).entity(RemoteSecretView.of(state)).build();
    }
}
