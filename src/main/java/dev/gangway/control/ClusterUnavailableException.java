package dev.gangway.control;

/** A cluster of the mesh did not do, or did not confirm, what it was asked: what stands there is not known. */
public final class ClusterUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says which cluster and what it said, in one sentence without secrets. */
    public ClusterUnavailableException(String words) {
        super(words);
    }

    /** The same, with a cause that shows no secret either. */
    public ClusterUnavailableException(String words, Throwable cause) {
        super(words, cause);
    }
}
