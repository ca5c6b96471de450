package dev.gangway.adapter.review;

import dev.gangway.control.access.ReviewUnavailableException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The calls by which the management cluster reviews: so many at once and no more, so that an API server that hangs holds up those who
 * call, and not all threads of the server.
 */
public final class ReviewCalls {
    private final Semaphore free;

    /** {@code atOnce} must be at least 1. */
    public ReviewCalls(int atOnce) {
        if (atOnce < 1) {
            throw new IllegalArgumentException("%d calls at once: there must be at least 1".formatted(atOnce));
        }
        free = new Semaphore(atOnce);
    }

    /** Throws ReviewUnavailableException with what the API server said, which is nothing of what it was asked. */
    <T> T call(String kind, Supplier<T> review) {
        if (!free.tryAcquire()) {
            throw new ReviewUnavailableException(
                    "the management cluster is reviewing as many callers as it may at once", null);
        }
        try {
            return review.get();
        } catch (KubernetesClientException e) {
            throw new ReviewUnavailableException(why(e.getCode(), kind), e);
        } finally {
            free.release();
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
