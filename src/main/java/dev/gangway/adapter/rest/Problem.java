package dev.gangway.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What went wrong, as {@code application/problem+json} (RFC 9457).
 *
 * @param type stable, for programs
 * @param title the kind of problem
 * @param status the HTTP status
 * @param detail what was wrong this time, and the way out
 * @param field what is at fault in the request; null where no one field is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        @Schema(examples = "urn:gangway:problem:invalid") String type,
        @Schema(examples = "The request makes no sense") String title,
        @Schema(examples = "422") int status,
        @Schema(examples = "there is no cluster 'eks9': name one of [eks1, k8s2], or create a MeshCluster for it")
                String detail,
        @Schema(examples = "destination") String field) {
    /** Its media type. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Bytes of a body, of whatever kind. */
    public static final long LONGEST_BODY = 1024 * 1024;

    /** For a body that is longer. */
    public static Problem tooLarge() {
        return ProblemType.TOO_LARGE.of(BoundedBody.words(LONGEST_BODY), "body");
    }

    /** For a path that nothing answers. */
    public static Problem unknownPath() {
        return ProblemType.NO_SUCH_PATH.example();
    }
}
