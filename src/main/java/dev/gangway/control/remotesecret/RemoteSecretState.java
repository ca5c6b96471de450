package dev.gangway.control.remotesecret;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.traffic.ClusterName;
import java.util.Optional;

/**
 * What became of a request. There is no secret in it.
 *
 * @param cluster that is to be read
 * @param in the cluster whose istiod is to read it
 * @param secret its namespace and name
 * @param apiServer the address in it
 * @param outcome what was done
 * @param waitingFor what must come first, in one sentence; empty = nothing
 */
public record RemoteSecretState(
        ClusterName cluster,
        ClusterName in,
        String secret,
        String apiServer,
        Outcome outcome,
        Optional<String> waitingFor) {

    /** What was done. */
    public enum Outcome {
        /** It has been made. */
        MADE,
        /** What stood was written over. */
        REPLACED,
        /** It stood already, just so. */
        STANDS,
        /** Not yet: ask again. */
        WAITING
    }

    /** Needs all parts. */
    public RemoteSecretState {
        requireNonNull(cluster, "cluster");
        requireNonNull(in, "in");
        requireNonNull(secret, "secret");
        requireNonNull(apiServer, "apiServer");
        requireNonNull(outcome, "outcome");
        requireNonNull(waitingFor, "waitingFor");
    }

    /** Whether it stands. */
    public boolean isComplete() {
        return outcome != Outcome.WAITING;
    }
}
