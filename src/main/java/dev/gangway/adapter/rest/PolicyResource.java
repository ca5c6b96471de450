package dev.gangway.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gangway.control.Policies;
import dev.gangway.control.Policies.Policy;
import dev.gangway.control.RefusedException;
import dev.gangway.control.access.Needs;
import dev.gangway.control.access.Permission;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What shifts of a namespace share. Reads only: policies are written with kubectl, by who may. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Policies")
public class PolicyResource {
    private final Policies policies;

    /** For all requests. */
    public PolicyResource(Policies policies) {
        this.policies = policies;
    }

    /** A policy as the interface shows it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PolicyView(
            @Schema(examples = "careful") String name,
            @Schema(examples = "shop") String namespace,
            @Schema(
                            description =
                                    "What it sets, by the names of the ShiftPolicy's spec: steps, pacing, objectives,"
                                            + " mirrorFirst, headerFirst, acknowledge, capacity. What is left out is as by default.")
                    Map<String, Object> settings,
            @Schema(
                            description = "Why no shift can follow it; missing where one can.",
                            examples =
                                    "objectives.errorFactor of ShiftPolicy 'careful': error factor 0.5 must be at least 1")
                    String problem) {
        static PolicyView of(Policy policy) {
            return new PolicyView(
                    policy.name(),
                    policy.namespace(),
                    policy.settings(),
                    policy.problem().orElse(null));
        }
    }

    /**
     * A page of policies, by namespace and name.
     *
     * @param next asks for the next page; null = this is the last
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PolicyList(
            List<PolicyView> items,
            @Schema(
                            description = "Ask with this for the next page; missing on the last.",
                            examples = "c2hvcC9jYXJlZnVs")
                    @JsonProperty("continue")
                    String next,
            @Schema(description = "So many come after this page.", examples = "0") long remaining) {}

    @GET
    @Path("/policies")
    @Needs(Permission.LIST_POLICIES)
    @Operation(
            operationId = "listPolicies",
            summary = "List the policies of all namespaces",
            description = "In pages, by namespace and name.")
    @APIResponse(
            responseCode = "200",
            description = "A page of policies",
            content = @Content(schema = @Schema(implementation = PolicyList.class)))
    @APIResponse(responseCode = "422", ref = "Problem422")
    public PolicyList all(
            @Parameter(description = "So many at most, 1 to 500; 100 if left out.", example = "100")
                    @QueryParam("limit")
                    String limit,
            @Parameter(description = "What the answer before had there.", example = "c2hvcC9jYXJlZnVs")
                    @QueryParam("continue")
                    String next) {
        return list(policies.all(), limit, next);
    }

    @GET
    @Path("/namespaces/{namespace}/policies")
    @Needs(Permission.LIST_POLICIES)
    @Operation(
            operationId = "listPoliciesOfNamespace",
            summary = "List the policies of a namespace",
            description = "In pages, by name. The one called default is for shifts that name none.")
    @APIResponse(
            responseCode = "200",
            description = "A page of policies",
            content = @Content(schema = @Schema(implementation = PolicyList.class)))
    @APIResponse(responseCode = "422", ref = "Problem422")
    public PolicyList inNamespace(
            String namespace,
            @Parameter(description = "So many at most, 1 to 500; 100 if left out.", example = "100")
                    @QueryParam("limit")
                    String limit,
            @Parameter(description = "What the answer before had there.", example = "c2hvcC9jYXJlZnVs")
                    @QueryParam("continue")
                    String next) {
        return list(
                policies.all().stream()
                        .filter(policy -> policy.namespace().equals(namespace))
                        .toList(),
                limit,
                next);
    }

    @GET
    @Path("/namespaces/{namespace}/policies/{name}")
    @Needs(Permission.GET_POLICY)
    @Operation(
            operationId = "getPolicy",
            summary = "Look at a policy",
            description = "What it sets, and whether shifts can follow it.")
    @APIResponse(
            responseCode = "200",
            description = "The policy as last known",
            content = @Content(schema = @Schema(implementation = PolicyView.class)))
    @APIResponse(responseCode = "404", ref = "Problem404")
    public Response get(String namespace, String name) {
        Policy found = policies.all().stream()
                .filter(policy ->
                        policy.namespace().equals(namespace) && policy.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        RefusedException.Kind.NOT_FOUND,
                        "name",
                        "there is no ShiftPolicy '%s' in namespace '%s'".formatted(name, namespace)));
        return Response.ok(PolicyView.of(found)).tag(found.version()).build();
    }

    private static PolicyList list(List<Policy> policies, String limit, String next) {
        Page.Part<Policy> part =
                Page.of(limit, next).part(policies, policy -> new Page.Place(policy.namespace(), policy.name()));
        return new PolicyList(
                part.items().stream().map(PolicyView::of).toList(), part.next().orElse(null), part.remaining());
    }
}
