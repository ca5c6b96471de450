package dev.gangway.control.enrolment;

import dev.gangway.domain.traffic.ClusterName;
import java.util.Optional;

/**
 * Brings the workloads of namespaces into the mesh, or out of it: labels the namespace and restarts one workload after another.
 *
 * <p>Every method throws RefusedException, with the way out, for what can't be done, and ClusterUnavailableException where the
 * cluster did not answer.
 */
public interface Enrolments {

    /**
     * Begins with a namespace; goes on by itself, also after a restart of the server.
     *
     * @return the enrolment as it is recorded
     */
    Enrolment start(EnrolmentRequest request);

    /** The last enrolment of a namespace, under way or not; empty = there never was one. */
    Optional<Enrolment> find(ClusterName cluster, String namespace);

    /**
     * Lets an enrolment stop after the workload at hand; one that has ended stays as it is.
     *
     * @param by who wants it
     */
    Enrolment stop(ClusterName cluster, String namespace, String by);
}
