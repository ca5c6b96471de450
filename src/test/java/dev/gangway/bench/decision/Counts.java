package dev.gangway.bench.decision;

/** What the clients of one side saw in one base tick. The arrays are Istio's buckets, and belong to whoever made them. */
final class Counts {
    /** All requests. */
    final int requests;
    /** Those of them that failed. */
    final int failures;
    /** How many of those that did not fail took how long. */
    final int[] served;
    /** How many of those that failed took how long. */
    final int[] failed;

    Counts(int requests, int failures, int[] served, int[] failed) {
        this.requests = requests;
        this.failures = failures;
        this.served = served;
        this.failed = failed;
    }
}
