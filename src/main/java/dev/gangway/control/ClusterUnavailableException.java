package dev.gangway.control;

/** A cluster of the mesh did not answer, or not with what was asked: what stands there, or was done there, is not known. */
public final class ClusterUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says which cluster and what it answered, in one sentence without secrets. */
    public ClusterUnavailableException(String message) {
        super(message);
    }
}
