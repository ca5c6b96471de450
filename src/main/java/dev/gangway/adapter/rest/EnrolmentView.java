package dev.gangway.adapter.rest;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gangway.control.enrolment.Enrolment;
import dev.gangway.control.enrolment.EnrolmentRequest;
import dev.gangway.domain.traffic.ClusterName;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far the enrolment of a namespace is, as the interface and the command line show it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EnrolmentView(
        @Schema(examples = "eks1") String cluster,
        @Schema(examples = "shop") String namespace,
        @Schema(examples = "default") String revision,
        @Schema(examples = "30s") String pace,
        @Schema(description = "Whether the namespace leaves the mesh.") boolean disable,
        @Schema(description = "Whether it was done although traffic could move by itself.") boolean force,
        @Schema(examples = "alice") String by,
        @Schema(enumeration = {"Running", "Done", "Stopped", "Failed"}) String state,
        @Schema(description = "Workloads that are to be restarted, with those that were.", examples = "50") int total,
        @Schema(description = "Workloads that were restarted and are healthy again.", examples = "12") int done,
        @Schema(description = "The workload at hand; missing = none.", examples = "Deployment/checkout") String current,
        @Schema(description = "Where it is, or why it has ended.", examples = "restarts Deployment/checkout")
                String message,
        @Schema(
                        description = "Pods that are left without a sidecar, and why; known at the end.",
                        examples = "[\"debug (belongs to nothing that would start it anew)\"]")
                List<String> withoutSidecar,
        @Schema(description = "What is left alone, and what to know.") List<String> notes,
        @Schema(description = "Who wants it to stop after the workload at hand; missing = nobody.") String stopBy,
        Instant startedAt,
        Instant updatedAt) {

    /** The same for the outside. */
    public static EnrolmentView of(Enrolment enrolment) {
        EnrolmentRequest request = enrolment.request();
        return new EnrolmentView(
                request.cluster().value(),
                request.namespace(),
                request.revision(),
                EnrolmentRequest.words(request.pace()),
                request.disable(),
                request.force(),
                request.by(),
                enrolment.state().title(),
                enrolment.total(),
                enrolment.done(),
                enrolment.current().orElse(null),
                enrolment.message(),
                enrolment.withoutSidecar(),
                enrolment.notes(),
                enrolment.stopBy().orElse(null),
                enrolment.startedAt(),
                enrolment.updatedAt());
    }

    /** The same as the command line has it. */
    public Enrolment enrolment() {
        return new Enrolment(
                new EnrolmentRequest(
                        new ClusterName(cluster),
                        namespace,
                        revision,
                        EnrolmentRequest.pace(pace),
                        disable,
                        force,
                        requireNonNullElse(by, "")),
                Arrays.stream(Enrolment.State.values())
                        .filter(known -> known.title().equals(state))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no state '%s'".formatted(state))),
                total,
                done,
                Optional.ofNullable(current),
                requireNonNullElse(message, ""),
                requireNonNullElse(withoutSidecar, List.of()),
                requireNonNullElse(notes, List.of()),
                Optional.ofNullable(stopBy),
                startedAt,
                updatedAt);
    }
}
