package dev.gangway.adapter.cluster.enrolment;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.control.RefusedException;
import dev.gangway.control.enrolment.Enrolment;
import dev.gangway.control.enrolment.EnrolmentRequest;
import dev.gangway.domain.traffic.ClusterName;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How an enrolment stands in its namespace, so that it outlives us: the annotation {@value #ANNOTATION}, as JSON. */
final class EnrolmentNote {
    static final String ANNOTATION = "gangway.dev/enrolment";

    private static final ObjectMapper JSON = new ObjectMapper();

    private EnrolmentNote() {}

    /** There is a note, and it is none of ours or was edited. */
    static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnreadableException(String namespace, Throwable cause) {
            super(
                    "annotation %s of namespace %s can't be read: kubectl annotate namespace %s %s- removes it"
                            .formatted(ANNOTATION, namespace, namespace, ANNOTATION),
                    cause);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Stored(
            String revision,
            String pace,
            boolean disable,
            boolean force,
            String by,
            String state,
            int total,
            int done,
            String current,
            String message,
            List<String> withoutSidecar,
            List<String> notes,
            String stopBy,
            String startedAt,
            String updatedAt) {

        static Stored of(Enrolment enrolment) {
            EnrolmentRequest request = enrolment.request();
            return new Stored(
                    request.revision(),
                    request.pace().toString(),
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
                    enrolment.startedAt().toString(),
                    enrolment.updatedAt().toString());
        }

        Enrolment enrolment(ClusterName cluster, String namespace) {
            return new Enrolment(
                    new EnrolmentRequest(cluster, namespace, revision, Duration.parse(pace), disable, force, by),
                    Arrays.stream(Enrolment.State.values())
                            .filter(known -> known.title().equals(state))
                            .findFirst()
                            .orElseThrow(() -> new IllegalArgumentException("state '" + state + "'")),
                    total,
                    done,
                    Optional.ofNullable(current),
                    requireNonNullElse(message, ""),
                    requireNonNullElse(withoutSidecar, List.of()),
                    requireNonNullElse(notes, List.of()),
                    Optional.ofNullable(stopBy),
                    Instant.parse(startedAt),
                    Instant.parse(updatedAt));
        }
    }

    /** What stands in a namespace; empty = nothing. Throws UnreadableException, with the way out, for what is no note. */
    static Optional<Enrolment> read(ClusterName cluster, JsonNode namespace) {
        JsonNode note = namespace.path("metadata").path("annotations").path(ANNOTATION);
        if (note.isMissingNode()) {
            return Optional.empty();
        }
        String name = namespace.at("/metadata/name").asText();
        try {
            return Optional.of(JSON.readValue(note.asText(), Stored.class).enrolment(cluster, name));
        } catch (JsonProcessingException
                | DateTimeException
                | RefusedException
                | IllegalArgumentException
                | NullPointerException e) {
            throw new UnreadableException(name, e);
        }
    }

    /** Writes it into a namespace that was read. */
    static void write(ObjectNode namespace, Enrolment enrolment) {
        try {
            namespace
                    .withObject("/metadata")
                    .withObjectProperty("annotations")
                    .put(ANNOTATION, JSON.writeValueAsString(Stored.of(enrolment)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an enrolment can't be written as JSON", e);
        }
    }
}
