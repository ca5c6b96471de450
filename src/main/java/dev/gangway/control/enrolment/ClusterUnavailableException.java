package dev.gangway.control.enrolment;

/** A cluster of the mesh did not do, or did not confirm, what it was asked. */
public final class ClusterUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says which cluster, and what it said. */
    public ClusterUnavailableException(String words, Throwable cause) {
        super(words, cause);
    }
}
