package dev.gangway.adapter.review;

import dev.gangway.control.access.ReviewUnavailableException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.function.Supplier;

/** What comes of a review that is asked for. */
final class Reviewing {
    private Reviewing() {}

    /** Throws ReviewUnavailableException with what the API server said, which is nothing of what it was asked. */
    static <T> T by(String kind, Supplier<T> review) {
        try {
            return review.get();
        } catch (KubernetesClientException e) {
            throw new ReviewUnavailableException(why(e.getCode(), kind), e);
        }
    }

    /** An exception without an answer has no code, or a negative one. */
    private static String why(int code, String kind) {
        if (code <= 0) {
            return "the management cluster does not answer";
        }
        return code == 401 || code == 403
                ? "the management cluster does not let Gangway create %s: apply kubernetes/rbac.yaml".formatted(kind)
                : "the management cluster answers %d to %s".formatted(code, kind);
    }
}
