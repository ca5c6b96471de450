package dev.gangway.adapter.prometheus;

import java.util.Arrays;
import java.util.Set;

/**
 * What became of TCP connections. Istio's filter counts one as opened when it has learned who is at the other end, and at its
 * close at the latest (istio/proxy, istio_stats.cc, reportHelper). The labels, with the response flags, are made then and are
 * the same when it is counted as closed. So each connection is once among the opened ones, a failed one with why, and the
 * closed ones tell nothing more.
 */
enum ConnectionClass {
    /** The client's proxy made it stand. */
    STOOD,
    /** A cluster was chosen, and the client's proxy could not make it stand. */
    FAILED,
    /**
     * The server's proxy took it, and could not hand it to the server. The client's proxy has counted it as one that stood: the
     * handshake between the two was over, else it would have seen it fail and there would be no mutual TLS yet.
     */
    REFUSED,
    /** Failed before any cluster was chosen. */
    LOST,
    /** Belongs to no cluster and says nothing of any, or is counted by the client's proxy already. */
    UNATTRIBUTED;

    /**
     * What Envoy says of a connection that could not be made or was broken off by the other end. A client that hangs up (DC)
     * says nothing of the server.
     */
    private static final Set<String> BROKEN = Set.of("UF", "URX", "UH", "UO", "UC", "UR", "NR", "NC");

    /** Tells the class of a row of connection counts. */
    static ConnectionClass of(Row row) {
        boolean broken = Arrays.stream(row.label("response_flags").split(","))
                .map(String::strip)
                .anyMatch(BROKEN::contains);
        if (row.label("reporter").equals("destination")) {
            boolean reached = row.label("connection_security_policy").equals("mutual_tls");
            return broken && reached && !row.hasNoCluster() ? REFUSED : UNATTRIBUTED;
        }
        if (row.hasNoCluster()) {
            return broken ? LOST : UNATTRIBUTED;
        }
        return broken ? FAILED : STOOD;
    }

    /** Whether a row is the client's proxy's, and not the server's. */
    static boolean isOfClient(Row row) {
        return !row.label("reporter").equals("destination");
    }
}
