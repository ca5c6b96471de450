package dev.gangway.adapter.rest;

import static java.util.Objects.requireNonNullElse;

import dev.gangway.control.RefusedException;
import dev.gangway.control.RefusedException.Kind;
import dev.gangway.control.enrolment.EnrolmentRequest;
import dev.gangway.domain.traffic.ClusterName;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a namespace is to be enrolled. */
public record NewEnrolment(
        @Schema(
                        description =
                                "Istio's revision or tag, the value of istio.io/rev; needed unless disable is set.",
                        examples = "default")
                String revision,
        @Schema(
                        description =
                                "Between a workload that is healthy again and the next restart: 0s to 1h; 30s if left out.",
                        examples = "30s")
                String pace,
        @Schema(description = "Take the namespace out of the mesh instead.") Boolean disable,
        @Schema(description = "Do it although traffic would move by itself.") Boolean force) {

    private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    /** The body that asks for this. */
    public static NewEnrolment of(EnrolmentRequest request) {
        return new NewEnrolment(
                request.revision(), EnrolmentRequest.words(request.pace()), request.disable(), request.force());
    }

    EnrolmentRequest request(String cluster, String namespace, String by) {
        return new EnrolmentRequest(
                cluster(cluster),
                namespace,
                requireNonNullElse(revision, ""),
                pace == null ? EnrolmentRequest.DEFAULT_PACE : EnrolmentRequest.pace(pace),
                Boolean.TRUE.equals(disable),
                Boolean.TRUE.equals(force),
                by);
    }

    /** Throws RefusedException for what can be no namespace: it becomes a part of a path. */
    static String namespace(String name) {
        if (!DNS_LABEL.matcher(name).matches()) {
            throw new RefusedException(
                    Kind.INVALID,
                    "namespace",
                    "a namespace is a DNS label: lower case letters, digits and '-', at most 63 characters");
        }
        return name;
    }

    static ClusterName cluster(String name) {
        try {
            return new ClusterName(name);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Kind.INVALID, "cluster", e.getMessage());
        }
    }
}
