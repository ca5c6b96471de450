package dev.gangway.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gangway.control.ShiftCommands;
import dev.gangway.control.ShiftLabels;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.access.Needs;
import dev.gangway.control.access.Permission;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists of shifts, in pages. Answers from what is known already. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Shifts")
@APIResponse(responseCode = "422", ref = "Problem422")
public class ShiftLists {
    private final ShiftCommands commands;
    private final ShiftLabels labels;

    /** For all requests. */
    public ShiftLists(ShiftCommands commands, ShiftLabels labels) {
        this.commands = commands;
        this.labels = labels;
    }

    /**
     * A page of shifts, by namespace and name.
     *
     * @param next asks for the next page; null = this is the last
     * @param remaining so many come after this page
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ShiftList(
            List<ShiftView> items,
            @Schema(
                            description = "Ask with this for the next page; missing on the last.",
                            examples = "c2hvcC9jaGVja291dA")
                    @JsonProperty("continue")
                    String next,
            @Schema(description = "So many come after this page.", examples = "0") long remaining) {}

    @GET
    @Path("/shifts")
    @Needs(value = Permission.LIST_SHIFTS, namespaceInQuery = true)
    @Operation(
            operationId = "listShifts",
            summary = "List the shifts of all namespaces",
            description = "In pages, by namespace and name. What is there all the while is on one page, whatever else"
                    + " comes and goes meanwhile.")
    @APIResponse(
            responseCode = "200",
            description = "A page of shifts",
            content = @Content(schema = @Schema(implementation = ShiftList.class)))
    public ShiftList all(
            @Parameter(description = "Only shifts of this namespace.", example = "shop") @QueryParam("namespace")
                    String namespace,
            @BeanParam ListQuery query) {
        return list(namespace, query);
    }

    @GET
    @Path("/namespaces/{namespace}/shifts")
    @Needs(Permission.LIST_SHIFTS)
    @Operation(
            operationId = "listShiftsOfNamespace",
            summary = "List the shifts of a namespace",
            description = "In pages, by name. The list of a namespace that is not there is empty.")
    @APIResponse(
            responseCode = "200",
            description = "A page of shifts",
            content = @Content(schema = @Schema(implementation = ShiftList.class)))
    public ShiftList inNamespace(String namespace, @BeanParam ListQuery query) {
        return list(namespace, query);
    }

    private ShiftList list(String namespace, ListQuery query) {
        ShiftFilter filter = ShiftFilter.of(namespace, query.phase, query.cluster, query.labelSelector);
        boolean withHistory = query.withHistory();
        Page.Part<ShiftRecord> part = Page.of(query.limit, query.next)
                .part(
                        commands.list(Optional.empty()).stream()
                                .filter(shift -> filter.wants(shift, labels.of(shift.id())))
                                .toList(),
                        shift -> new Page.Place(
                                shift.id().namespace(), shift.id().name()));
        return new ShiftList(
                part.items().stream()
                        .map(shift -> ShiftView.of(shift, withHistory))
                        .toList(),
                part.next().orElse(null),
                part.remaining());
    }
}
