package dev.gangway.bench.decision;

/** Five seconds of both sides, as a policy gets to see them. */
record Tick(Counts source, Counts destination) {
    static final int SECONDS = 5;
}
