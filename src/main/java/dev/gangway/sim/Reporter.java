package dev.gangway.sim;

/** Whose proxy counts a request. Each counts in the cluster that it runs in. */
enum Reporter {
    /** The client's. */
    SOURCE,
    /** The server's, and only what has reached it. */
    DESTINATION
}
