package dev.gangway.adapter.cluster.enrolment;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** What a failed call means for people. Nothing of an answer's body gets out of here. */
final class Trouble {
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;

    private Trouble() {}

    static boolean isConflict(RuntimeException failure) {
        return failure instanceof KubernetesClientException e && e.getCode() == CONFLICT;
    }

    static boolean isForbidden(RuntimeException failure) {
        return failure instanceof KubernetesClientException e && e.getCode() == FORBIDDEN;
    }

    static String words(RuntimeException failure) {
        if (!(failure instanceof KubernetesClientException e)) {
            return String.valueOf(failure.getMessage());
        }
        if (e.getCode() == FORBIDDEN) {
            return "its API server does not allow it: apply kubernetes/mesh-cluster-enrolment there";
        }
        return e.getCode() == 0
                ? "its API server does not answer"
                : "its API server answers %d %s"
                        .formatted(
                                e.getCode(),
                                e.getStatus() == null || e.getStatus().getReason() == null
                                        ? ""
                                        : e.getStatus().getReason());
    }
}
