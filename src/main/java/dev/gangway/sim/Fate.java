package dev.gangway.sim;

import java.util.Optional;

/**
 * What becomes of a request: it is answered by a cluster, or it is lost.
 *
 * @param cluster what Istio's {@code destination_cluster} says: {@code unknown} if no host was chosen
 * @param lostBecause Istio's response flags; empty = it was answered
 */
record Fate(String cluster, Optional<String> lostBecause) {

    static Fate answeredBy(String cluster) {
        return new Fate(cluster, Optional.empty());
    }

    /** The route names a subset that no DestinationRule in the client's cluster defines: no Envoy cluster. */
    static Fate noSubset() {
        return new Fate("unknown", Optional.of("NC"));
    }

    /** The subset has no endpoint anywhere. */
    static Fate noEndpoint() {
        return new Fate("unknown", Optional.of("UH"));
    }

    /** The east-west gateway of the other cluster has no filter chain for the subset's SNI and resets. */
    static Fate resetByGateway(String cluster) {
        return new Fate(cluster, Optional.of("UF,URX"));
    }
}
