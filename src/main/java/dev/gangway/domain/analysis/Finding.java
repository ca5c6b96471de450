package dev.gangway.domain.analysis;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Protocol;
import java.util.OptionalDouble;

/**
 * What the judge found for one objective: what was seen, against what, and how strongly it speaks for harm.
 *
 * @param objective which objective
 * @param verdict what follows for this objective alone
 * @param sourceCluster where the service comes from
 * @param destinationCluster where it goes
 * @param protocol whether it is about requests or connections
 * @param destination the destination's value in the objective's unit; empty when nothing was seen
 * @param source the source's value; empty when there was nothing to compare with
 * @param limit what the destination may not exceed; empty when there is nothing to hold it against
 * @param bad how many of them failed, or were slower than {@code edgeMillis}
 * @param requests how many requests or connections to the destination this rests on
 * @param edgeMillis the latency that makes a request slow; 0 for errors
 * @param evidence the odds that there is harm, against none
 * @param evidenceLimit the odds that roll back
 */
public record Finding(
        Objective objective,
        Verdict verdict,
        ClusterName sourceCluster,
        ClusterName destinationCluster,
        Protocol protocol,
        OptionalDouble destination,
        OptionalDouble source,
        OptionalDouble limit,
        long bad,
        long requests,
        double edgeMillis,
        double evidence,
        double evidenceLimit) {

    /** What can be found out about. */
    public enum Objective {
        /** Failed requests over all requests, or connections over connections, from 0 to 1. */
        ERROR_RATIO,
        /** Milliseconds at the objective's quantile. */
        LATENCY_MILLIS
    }

    /** Needs all parts. */
    public Finding {
        requireNonNull(objective, "objective");
        requireNonNull(verdict, "verdict");
        requireNonNull(sourceCluster, "sourceCluster");
        requireNonNull(destinationCluster, "destinationCluster");
        requireNonNull(protocol, "protocol");
        requireNonNull(destination, "destination");
        requireNonNull(source, "source");
        requireNonNull(limit, "limit");
    }

    /** The same in words for people. */
    public String sentence() {
        return Words.sentence(this);
    }
}
