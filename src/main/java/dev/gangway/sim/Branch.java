package dev.gangway.sim;

import java.util.Optional;

/**
 * A part of a service's requests, or of copies of them, that goes one way.
 *
 * @param subset of the service's endpoints; empty = all of them
 * @param share of all the service's requests; from 0 to 1
 */
record Branch(Optional<String> subset, double share) {
    /** Where requests go that no route takes. */
    static Branch wherever(double share) {
        return new Branch(Optional.empty(), share);
    }
}
