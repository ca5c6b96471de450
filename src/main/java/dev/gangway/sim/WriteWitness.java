package dev.gangway.sim;

import java.util.Optional;

/**
 * Is told of every version of every object that the API servers of the mesh come to hold, by whomever it was written, before
 * anybody is answered. Called in the thread that answers, with the API server's lock held: it may not call the mesh.
 */
@FunctionalInterface
public interface WriteWitness {
    /** Does nothing. */
    WriteWitness NONE = (cluster, path, object) -> {};

    /**
     * Something was written.
     *
     * @param cluster whose API server holds it
     * @param path of the request; for an object that is gone it ends with its name
     * @param object what stands now, as JSON; empty = it is gone
     */
    void wrote(String cluster, String path, Optional<String> object);
}
