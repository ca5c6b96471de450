package dev.gangway.control.remotesecret;

import static java.util.Objects.requireNonNull;

import dev.gangway.control.RefusedException;
import dev.gangway.control.RefusedException.Kind;
import dev.gangway.domain.traffic.ClusterName;
import java.util.Optional;

/**
 * What somebody wants to be made.
 *
 * @param cluster that is to be read
 * @param in the cluster whose istiod is to read it
 * @param apiServer the address of {@code cluster}'s API server as {@code in} reaches it; empty = the one that Gangway uses itself
 * @param replace whether one that stands already may be written over
 */
public record RemoteSecretRequest(ClusterName cluster, ClusterName in, Optional<String> apiServer, boolean replace) {
    /** Throws RefusedException where a cluster is to read itself. */
    public RemoteSecretRequest {
        requireNonNull(apiServer, "apiServer");
        if (cluster.equals(in)) {
            throw new RefusedException(
                    Kind.INVALID,
                    "cluster",
                    "istiod of %s reads its own cluster anyway: name another one".formatted(in));
        }
    }
}
