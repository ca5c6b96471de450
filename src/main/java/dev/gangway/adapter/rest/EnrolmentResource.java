package dev.gangway.adapter.rest;

import dev.gangway.control.RefusedException;
import dev.gangway.control.RefusedException.Kind;
import dev.gangway.control.access.Needs;
import dev.gangway.control.access.Permission;
import dev.gangway.control.enrolment.Enrolments;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Namespaces into the mesh and out of it. What goes on is recorded in the namespace itself. */
@Path("/api/v1/clusters/{cluster}/namespaces/{namespace}/enrolment")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Clusters")
@APIResponse(responseCode = "400", ref = "Problem400")
@APIResponse(responseCode = "404", ref = "Problem404")
@APIResponse(responseCode = "409", ref = "Problem409")
@APIResponse(responseCode = "422", ref = "Problem422")
@APIResponse(responseCode = "503", ref = "Problem503")
public class EnrolmentResource {
    private final Enrolments enrolments;
    private final Caller caller;

    /** For all requests. */
    public EnrolmentResource(Enrolments enrolments, Caller caller) {
        this.enrolments = enrolments;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Permission.CHANGE_ENROLMENT)
    @APIResponse(responseCode = "415", ref = "Problem415")
    @Operation(
            operationId = "startEnrolment",
            summary = "Enrol a namespace's workloads in the mesh",
            description =
                    "Labels the namespace and restarts its workloads one after another, each healthy before the next. Refused, with"
                            + " nothing written, where pods would start without a sidecar or traffic would move by itself.")
    @APIResponse(
            responseCode = "202",
            description = "It is recorded and begins",
            content = @Content(schema = @Schema(implementation = EnrolmentView.class)))
    public Response start(String cluster, String namespace, NewEnrolment enrolment) {
        if (enrolment == null) {
            throw new RefusedException(Kind.INVALID, "body", "the body is empty: give at least revision, or disable");
        }
        return Response.accepted(
                        EnrolmentView.of(enrolments.start(enrolment.request(cluster, namespace, caller.name()))))
                .build();
    }

    @GET
    @Needs(Permission.LOOK_AT_ENROLMENT)
    @Operation(
            operationId = "getEnrolment",
            summary = "See how far a namespace's enrolment is",
            description = "What is recorded in the namespace itself: it outlives Gangway.")
    @APIResponse(
            responseCode = "200",
            description = "How far it is",
            content = @Content(schema = @Schema(implementation = EnrolmentView.class)))
    public EnrolmentView get(String cluster, String namespace) {
        return enrolments
                .find(NewEnrolment.cluster(cluster), NewEnrolment.namespace(namespace))
                .map(EnrolmentView::of)
                .orElseThrow(() -> new RefusedException(
                        Kind.NOT_FOUND,
                        "namespace",
                        "namespace %s of cluster %s was never enrolled by Gangway".formatted(namespace, cluster)));
    }

    @DELETE
    @Needs(Permission.CHANGE_ENROLMENT)
    @Operation(
            operationId = "stopEnrolment",
            summary = "Stop a namespace's enrolment",
            description = "After the workload at hand. What was restarted stays so; start it again to go on.")
    @APIResponse(
            responseCode = "202",
            description = "It stops after the workload at hand",
            content = @Content(schema = @Schema(implementation = EnrolmentView.class)))
    public Response stop(String cluster, String namespace) {
        return Response.accepted(EnrolmentView.of(enrolments.stop(
                        NewEnrolment.cluster(cluster), NewEnrolment.namespace(namespace), caller.name())))
                .build();
    }
}
