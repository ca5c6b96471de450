package dev.gangway.adapter.rest;

import dev.gangway.control.Clusters;
import dev.gangway.control.MetricsAges;
import dev.gangway.control.RefusedException;
import dev.gangway.control.access.Needs;
import dev.gangway.control.access.Permission;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The clusters of the mesh. Reads only, and waits for none of them. */
@Path("/api/v1/clusters")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Clusters")
@APIResponse(responseCode = "404", ref = "Problem404")
public class ClusterResource {
    private final Clusters clusters;
    private final MetricsAges ages;

    /** For all requests. */
    public ClusterResource(Clusters clusters, MetricsAges ages) {
        this.clusters = clusters;
        this.ages = ages;
    }

    /** All clusters. */
    public record ClusterList(List<ClusterView> items) {}

    @GET
    @Needs(Permission.LIST_CLUSTERS)
    @Operation(
            operationId = "listClusters",
            summary = "List the clusters of the mesh",
            description = "Those that a MeshCluster names, whether or not they can be reached. Waits for none of them.")
    @APIResponse(
            responseCode = "200",
            description = "All clusters",
            content = @Content(schema = @Schema(implementation = ClusterList.class)))
    public ClusterList all() {
        return new ClusterList(clusters.all().stream().map(this::view).toList());
    }

    @GET
    @Path("/{name}")
    @Needs(Permission.GET_CLUSTER)
    @Operation(
            operationId = "getCluster",
            summary = "Look at a cluster",
            description =
                    "Whether it can be reached, and what is wrong with it. Does not wait for it: how old its metrics are is what was heard last,"
                            + " and is asked for again in the background where that is over ten seconds ago.")
    @APIResponse(
            responseCode = "200",
            description = "The cluster as last known",
            content = @Content(schema = @Schema(implementation = ClusterView.class)))
    public ClusterView get(String name) {
        return clusters.byName(name)
                .map(this::view)
                .orElseThrow(() -> new RefusedException(
                        RefusedException.Kind.NOT_FOUND, "name", "there is no cluster '%s'".formatted(name)));
    }

    private ClusterView view(Clusters.Cluster cluster) {
        return ClusterView.of(cluster, ages.of(cluster.name()));
    }
}
