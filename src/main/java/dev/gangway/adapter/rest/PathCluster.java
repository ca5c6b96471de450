package dev.gangway.adapter.rest;

import dev.gangway.control.RefusedException;
import dev.gangway.control.RefusedException.Kind;
import dev.gangway.domain.traffic.ClusterName;

/** A cluster that a request names in its path. */
final class PathCluster {
    private PathCluster() {}

    /** Throws RefusedException for what can be no cluster's name. */
    static ClusterName of(String field, String name) {
        try {
            return new ClusterName(name);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Kind.INVALID, field, e.getMessage());
        }
    }
}
