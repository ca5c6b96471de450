package dev.gangway.bench.decision;

/**
 * Counters of a side that begin anew, so that a tick's counts are lost in part.
 *
 * @param everySeconds on average, at random
 * @param lost the share of the tick's counts that nobody sees
 */
record CounterReset(Side on, double everySeconds, Span lost) {}
